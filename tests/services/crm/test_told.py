"""What RunSheet was told of a CRM: which source wins, what is missing, where secrets are kept."""

import codecs
import dataclasses
import json
import logging
import sys
from pathlib import Path

import keyring
import keyring.errors
import pytest
from sqlalchemy import select

from app.adapters.registry import CRM_SPECS
from app.domain.crm import ToldBy
from app.domain.errors import CrmNotSetUp, InvalidRequest, SecretStoreLocked, SettingsNotSaved
from app.secrets.password_store import _USER
from app.services import Settings
from app.services.changes import Topic
from app.services.crm.told import read_told
from app.services.logs import close_logging, configure_logging, logs_folder
from app.store.all_tables import metadata

URL, TOKEN = "PMS_HUBSPOT_BASE_URL", "PMS_HUBSPOT_PRIVATE_APP_TOKEN"
PIPELINE, STAGE = "PMS_HUBSPOT_PIPELINE_ID", "PMS_HUBSPOT_STAGE_ID"
SECRET = "pat-au1-canary-5f1d"
HUBSPOT = {URL: "https://api.hubapi.com", TOKEN: SECRET, PIPELINE: "", STAGE: ""}


async def told(services, variable=URL):
    """The value that counts, and who told it."""
    found = {each.variable: each for each in await services.crm.settings("hubspot")}[variable]
    return found.value, found.told_by


async def test_what_was_saved_wins_over_the_environment_that_over_the_two_env_files(
    opened, env_file
):
    env_file("working", **{URL: "https://working.example"})
    async with opened() as services:
        assert await told(services) == ("https://working.example", ToldBy.FILE)
        env_file("data", **{URL: "https://data.example"})
        await services.crm.reload()
        assert await told(services) == ("https://data.example", ToldBy.FILE)
    async with opened({URL: "https://environment.example"}) as services:
        assert await told(services) == ("https://environment.example", ToldBy.ENVIRONMENT)
        await services.crm.save("hubspot", {URL: "https://saved.example"})
        assert await told(services) == ("https://saved.example", ToldBy.SAVED)
    async with opened({URL: "https://environment.example"}) as services:
        assert await told(services) == ("https://saved.example", ToldBy.SAVED)
        await services.crm.forget("hubspot")
        assert await told(services) == ("https://environment.example", ToldBy.ENVIRONMENT)


async def test_each_variable_comes_from_the_best_source_that_names_it(opened, env_file):
    env_file("working", **{URL: "https://working.example", PIPELINE: "from-working"})
    env_file("data", **{URL: "https://data.example", STAGE: "from-data"})
    async with opened({TOKEN: SECRET}) as services:
        await services.crm.save("hubspot", {STAGE: ""})
        by = {each.variable: each.told_by for each in await services.crm.settings("hubspot")}
        assert await told(services) == ("https://data.example", ToldBy.FILE)
        assert await told(services, PIPELINE) == ("from-working", ToldBy.FILE)
        assert await told(services, STAGE) == ("", ToldBy.SAVED)
        assert by[TOKEN] is ToldBy.ENVIRONMENT
        assert by["PMS_HUBSPOT_REPORT_CONTACT_ID"] is ToldBy.NOBODY
        assert (await services.crm.provider("hubspot")).configured


async def test_a_normal_start_reads_the_env_file_where_it_was_started(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment({}).working_dir == tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
async def test_a_working_folder_that_somebody_removed_tells_nothing(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert Settings.from_environment({}).working_dir is None


async def test_a_changed_env_file_counts_after_a_reload_without_a_restart(opened, env_file):
    async with opened() as services:
        heard = []
        services.changes.subscribe(lambda change: heard.append(change.topic))
        assert (await services.crm.provider("hubspot")).missing == tuple(HUBSPOT)
        env_file("data", **HUBSPOT)
        assert not (await services.crm.provider("hubspot")).configured, "nobody asked to reload"
        await services.crm.reload()
        assert heard == [Topic.CRM]
        assert (await services.crm.provider("hubspot")).configured
        before = await services.crm.adapter("hubspot")
        assert await services.crm.adapter("hubspot") is before
        env_file("data", **HUBSPOT | {URL: "https://other.example"})
        await services.crm.reload()
        assert await services.crm.adapter("hubspot") is not before


async def test_an_env_file_with_a_byte_order_mark_quotes_and_dollars_is_read(opened, tmp_path):
    lines = f'{URL}="https://api.hubapi.com"\nexport {TOKEN}=a${{{URL}}}b\nOTHER=x\n{PIPELINE}\n'
    (tmp_path / "data" / ".env").write_bytes(codecs.BOM_UTF8 + lines.encode())
    async with opened() as services:
        assert await told(services) == ("https://api.hubapi.com", ToldBy.FILE)
        found = await read_told(services.core, CRM_SPECS["hubspot"])
        assert found.values == {URL: "https://api.hubapi.com", TOKEN: f"a${{{URL}}}b", PIPELINE: ""}


async def test_an_env_file_that_is_no_text_tells_nothing(opened, tmp_path):
    (tmp_path / "data" / ".env").write_bytes(b"\xff\xfe\x00PMS")
    (tmp_path / "working" / ".env").mkdir()
    async with opened({URL: "https://api.hubapi.com"}) as services:
        assert await told(services) == ("https://api.hubapi.com", ToldBy.ENVIRONMENT)


async def test_what_is_missing_is_told_by_name_and_empty_counts_where_it_may_be_empty(opened):
    async with opened({URL: "https://api.hubapi.com", TOKEN: "  ", PIPELINE: ""}) as services:
        provider = await services.crm.provider("hubspot")
        assert (provider.configured, provider.missing) == (False, (TOKEN, STAGE))
        with pytest.raises(CrmNotSetUp, match=f"{TOKEN}, {STAGE}"):
            await services.crm.adapter("hubspot")
        with pytest.raises(CrmNotSetUp, match="CRM-01"):
            await services.crm.test("hubspot")


@pytest.mark.parametrize(
    ("provider", "told", "missing"),
    [
        ("ghl", {}, ("BASE_URL", "API_KEY", "LOCATION_ID", "CALENDAR_ID")),
        (
            "ghl",
            {"BASE_URL": "https://x", "API_KEY": "k", "LOCATION_ID": "", "CALENDAR_ID": "c"},
            ("LOCATION_ID",),
        ),
        (
            "ghl",
            {"BASE_URL": "https://x/v1", "API_KEY": "k", "LOCATION_ID": "", "CALENDAR_ID": "c"},
            (),
        ),
        ("salesforce", {}, ("BASE_URL", "TOKEN", "OWNER_ID", "EVENT_RECORD_TYPE")),
        (
            "salesforce",
            {"BASE_URL": "https://x", "TOKEN": "", "OWNER_ID": "", "EVENT_RECORD_TYPE": ""},
            ("TOKEN",),
        ),
        (
            "salesforce",
            {
                "BASE_URL": "https://x",
                "OWNER_ID": "",
                "EVENT_RECORD_TYPE": "",
                "CLIENT_ID": "i",
                "REFRESH_TOKEN": "r",
            },
            (),
        ),
        (
            "hubspot",
            {"BASE_URL": "https://x", "PRIVATE_APP_TOKEN": "t", "PIPELINE_ID": "", "STAGE_ID": ""},
            (),
        ),
    ],
)
async def test_each_crm_says_what_it_lacks(opened, provider, told, missing):
    prefix = f"PMS_{provider.upper()}_"
    async with opened({prefix + name: value for name, value in told.items()}) as services:
        found = await services.crm.provider(provider)
        assert found.missing == tuple(prefix + name for name in missing)
        assert found.configured == (not missing)
        assert [each.id for each in await services.crm.providers()] == list(CRM_SPECS)


@pytest.mark.parametrize(
    ("told", "counts"),
    [(None, 15_000), ("2500", 2_500), ("abc", 15_000), ("", 15_000), ("5", 100), ("²", 15_000)],
)
@pytest.mark.parametrize("provider", CRM_SPECS)
async def test_each_crm_has_a_longest_wait_of_its_own(opened, provider, told, counts):
    variable = f"PMS_{provider.upper()}_TIMEOUT_MS"
    async with opened({} if told is None else {variable: told}) as services:
        waits = {each.id: each.timeout_ms for each in await services.crm.providers()}
        assert waits == dict.fromkeys(CRM_SPECS, 15_000) | {provider: counts}


async def test_a_longest_wait_that_is_no_number_is_not_saved(opened):
    async with opened() as services:
        with pytest.raises(SettingsNotSaved, match="milliseconds"):
            await services.crm.save("ghl", {"PMS_GHL_TIMEOUT_MS": "soon"})
        await services.crm.save("ghl", {"PMS_GHL_TIMEOUT_MS": " 800 "})
        assert (await services.crm.provider("ghl")).timeout_ms == 800


async def test_a_secret_is_in_the_password_store_and_nowhere_else(opened, tmp_path: Path):
    configure_logging(tmp_path / "data")
    try:
        async with opened() as services:
            await services.crm.save("hubspot", HUBSPOT)
            kept = keyring.get_password(*_in_store(services))
            assert json.loads(kept or "{}") == {TOKEN: SECRET}
            assert (await services.crm.provider("hubspot")).configured
            told = await read_told(services.core, CRM_SPECS["hubspot"])
            settings = await services.crm.settings("hubspot")
            seen = (
                await services.core.database.read(_everything),
                await services.preferences.read(),
                told,
                settings,
                [dataclasses.asdict(each) for each in settings],
                services.settings,
                services.crm,
                await services.crm.providers(),
            )
            assert "api.hubapi.com" in str(seen), "the search finds what is there"
            assert SECRET not in repr(seen)
        logging.shutdown()
        files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
        assert logs_folder(tmp_path / "data") / "runsheet.log" in files
        assert not [path for path in files if SECRET.encode() in path.read_bytes()]
    finally:
        close_logging()


async def test_a_secret_that_was_not_typed_stays_and_another_one_joins_it(opened):
    prefix = "PMS_SALESFORCE_"
    async with opened() as services:
        await services.crm.save("salesforce", {prefix + "TOKEN": "one"})
        await services.crm.save("salesforce", {prefix + "CLIENT_SECRET": "two"})
        await services.crm.save("salesforce", {prefix + "BASE_URL": "https://x.example"})
        found = await read_told(services.core, CRM_SPECS["salesforce"])
        assert found.values == {
            prefix + "TOKEN": "one",
            prefix + "CLIENT_SECRET": "two",
            prefix + "BASE_URL": "https://x.example",
        }


async def test_removing_takes_the_secret_out_of_the_password_store(opened):
    async with opened() as services:
        await services.crm.save("hubspot", HUBSPOT)
        where = _in_store(services)
        assert keyring.get_password(*where)
        await services.crm.forget("hubspot")
        assert keyring.get_password(*where) is None
        assert (await services.crm.provider("hubspot")).missing == tuple(HUBSPOT)
        assert not [name for name in await services.preferences.read() if "crm" in name]


async def test_a_crm_that_nobody_knows_is_an_impossible_request(opened):
    async with opened() as services:
        for ask in (services.crm.provider, services.crm.adapter, services.crm.settings):
            with pytest.raises(InvalidRequest):
                await ask("pipedrive")


def _in_store(services):
    """How the keyring names the CRM's secret."""
    return f"RunSheet/{services.core.installation_id}/crm/hubspot", _USER


def _everything(sql):
    """Every row of every table."""
    return [tuple(row) for table in metadata.sorted_tables for row in sql.execute(select(table))]


async def test_a_locked_password_store_hides_no_crm_and_is_asked_once(opened, monkeypatch):
    asked = []

    def locked(*name):
        asked.append(name)
        raise keyring.errors.KeyringLocked

    async with opened() as services:
        await services.crm.save("hubspot", HUBSPOT)
        await services.crm.reload()
        real = keyring.get_password
        monkeypatch.setattr(keyring, "get_password", locked)
        for _ in range(3):
            found = {each.id: each for each in await services.crm.providers()}
            assert found["hubspot"].configured
            assert found["hubspot"].base_url == HUBSPOT[URL]
            assert not found["ghl"].configured
        assert len(asked) == 1
        with pytest.raises(SecretStoreLocked):
            await services.crm.adapter("hubspot")
        monkeypatch.setattr(keyring, "get_password", real)
        await services.crm.adapter("hubspot")
        assert (await services.crm.provider("hubspot")).missing == ()
