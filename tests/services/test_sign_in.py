"""Keys are tried before anything is kept, kept as one secret, and never another practice's."""

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import update

from app.domain.connection import SetupStep
from app.domain.errors import (
    AlreadyConnected,
    ConnectionNotFound,
    CredentialsRefused,
    InvalidRequest,
    OtherPractice,
    PracticeUnknown,
    SignInAgain,
    Unreachable,
)
from app.services.connections.service import ConnectionChanges
from app.store.schema import pms_clinician_mappings, pms_connections
from tests.support.desk import DAY, IMPATIENT, Clock, front_desk, opened
from tests.support.systems import SYSTEMS

BY_KEYS = ("halaxy", "medirecords")


@pytest.fixture(params=BY_KEYS)
def system(request):
    return SYSTEMS[request.param]


@asynccontextmanager
async def empty_desk(folder, system):
    with system.sandbox(system.made_up(DAY)).running() as sandbox:
        async with opened(folder / "desk", sandbox, clock=Clock(), patience=IMPATIENT) as desk:
            yield desk


def kept_secrets(desk):
    """The connections' own secrets, by name; the database's key is not among them."""
    kept = desk.services.core.secrets._secrets
    return {name: kept[name] for name in kept if "/credentials" in name}


def credentials(desk):
    """What is secret of the form's entries."""
    asked = desk.sandbox.sign_in
    return {name: asked[name] for name in asked if name not in ("practiceId", "region")}


async def test_a_check_names_the_practice_and_stores_nothing(tmp_path, system):
    async with empty_desk(tmp_path, system) as desk:
        created = await desk.services.connections.create(system.pms_type)
        before = await desk.read(pms_connections)
        checked = await desk.services.sign_in.check(created.id, desk.sandbox.sign_in)
        assert checked.practice.name == desk.practice.name
        assert await desk.read(pms_connections) == before
        assert kept_secrets(desk) == {}
        for secret in credentials(desk).values():
            assert secret not in repr(checked)


async def test_what_was_confirmed_is_kept_as_one_secret_beside_the_practice(tmp_path, system):
    async with empty_desk(tmp_path, system) as desk:
        services = desk.services
        created = await services.connections.create(system.pms_type)
        typed = {name: f"  {value} " for name, value in desk.sandbox.sign_in.items()}
        checked = await services.sign_in.check(created.id, typed)
        kept = await services.sign_in.accept(created.id, checked, timezone="Australia/Perth")
        assert (kept.is_paired, kept.credentials_configured) == (True, True)
        assert (kept.display_name, kept.timezone) == (desk.practice.name, "Australia/Perth")
        assert kept.setup_step is SetupStep.PEOPLE
        assert kept.practice_id == desk.sandbox.sign_in.get("practiceId")
        assert kept.region == desk.sandbox.sign_in.get("region")
        (secret,) = kept_secrets(desk).values()
        assert json.loads(secret) == credentials(desk)
        health = await services.connections.test(created.id)
        assert (health.is_healthy, health.practice_name) == (True, desk.practice.name)
        assert health.practitioner_count >= len(desk.practice.practitioners())
        assert health.appointment_type_count == len(desk.practice.types())
        await services.connections.delete(created.id)
        assert kept_secrets(desk) == {}


async def test_wrong_keys_are_refused_in_their_own_words(tmp_path, system):
    async with empty_desk(tmp_path, system) as desk:
        created = await desk.services.connections.create(system.pms_type)
        secret = "apiToken" if system.pms_type == "medirecords" else "clientSecret"
        with pytest.raises(CredentialsRefused):
            await desk.services.sign_in.check(created.id, {**desk.sandbox.sign_in, secret: "wrong"})
        for name in desk.sandbox.sign_in:
            with pytest.raises(InvalidRequest):
                await desk.services.sign_in.check(created.id, {**desk.sandbox.sign_in, name: " "})
        desk.sandbox.close()
        with pytest.raises(Unreachable):
            await desk.services.sign_in.check(created.id, desk.sandbox.sign_in)
        (row,) = await desk.read(pms_connections)
        assert (row["tenant_id"], row["credentials_configured"]) == (None, False)
        assert kept_secrets(desk) == {}


async def test_a_practice_that_the_token_may_not_open_is_unknown(tmp_path):
    async with empty_desk(tmp_path, SYSTEMS["medirecords"]) as desk:
        created = await desk.services.connections.create("medirecords")
        other = {**desk.sandbox.sign_in, "practiceId": "00000000-0000-4000-8000-000000000000"}
        with pytest.raises(PracticeUnknown):
            await desk.services.sign_in.check(created.id, other)
        with pytest.raises(InvalidRequest):
            await desk.services.sign_in.check(created.id, {**other, "practiceId": "no such id"})


async def test_a_practice_is_connected_once(tmp_path, system):
    async with front_desk(tmp_path, system=system.pms_type) as desk:
        second = await desk.services.connections.create(system.pms_type)
        with pytest.raises(AlreadyConnected) as refusal:
            await desk.services.sign_in.check(second.id, desk.sandbox.sign_in)
        assert refusal.value.connection_id == desk.connection_id


async def test_of_two_that_confirm_one_practice_at_once_the_second_is_refused(tmp_path, system):
    """Both were told that nobody has the practice yet."""
    async with empty_desk(tmp_path, system) as desk:
        services = desk.services
        first = await services.connections.create(system.pms_type)
        second = await services.connections.create(system.pms_type)
        checked = await services.sign_in.check(first.id, desk.sandbox.sign_in)
        original = services.core.secrets.write

        async def overtaken(name, value):
            services.core.secrets.write = original
            await original(name, value)
            await services.sign_in.accept(first.id, checked)

        services.core.secrets.write = overtaken
        with pytest.raises(AlreadyConnected) as refusal:
            await services.sign_in.accept(second.id, checked)
        assert refusal.value.connection_id == first.id
        paired = {row["id"]: row["tenant_id"] for row in await desk.read(pms_connections)}
        assert paired == {first.id: checked.practice.tenant_id, second.id: None}
        (kept,) = kept_secrets(desk)
        assert first.id in kept
        await services.connections.delete(first.id)
        assert (await services.sign_in.accept(second.id, checked)).is_paired


async def test_the_database_itself_holds_a_practice_once(tmp_path):
    async with front_desk(tmp_path) as desk:
        second = await desk.services.connections.create("gentu")
        (tenant,) = {row["tenant_id"] for row in await desk.read(pms_connections)} - {None}

        def write(sql):
            same = update(pms_connections).where(pms_connections.c.id == second.id)
            sql.execute(same.values(tenant_id=tenant))

        with pytest.raises(RuntimeError, match="IntegrityError"):
            await desk.services.core.database.write(write)
        await desk.services.connections.delete(second.id)
        await desk.sync()
        await desk.services.connections.delete(desk.connection_id)
        third = await desk.services.connections.create("gentu")
        await desk.services.sign_in.pair(third.id, "AGAIN123")
        assert len(await desk.read(pms_connections)) == 2


async def test_gentus_code_of_a_connected_practice_is_recognised(tmp_path):
    async with front_desk(tmp_path) as desk:
        second = await desk.services.connections.create("gentu")
        with pytest.raises(AlreadyConnected) as refusal:
            await desk.services.sign_in.pair(second.id, "ANOTHER1")
        assert refusal.value.connection_id == desk.connection_id
        overview = await desk.services.connections.get(second.id)
        assert not overview.connection.is_paired


async def test_signing_in_again_keeps_people_and_refuses_another_practice(tmp_path, system):
    async with front_desk(tmp_path, system=system.pms_type) as desk:
        await desk.sync()
        services, before = desk.services, await desk.read(pms_clinician_mappings)
        await desk.services.connections.change(
            desk.connection_id, ConnectionChanges(display_name="Upstairs")
        )
        revoke = getattr(desk.sandbox.tokens, "revoke_token", None)
        if revoke is not None:
            revoke()
            assert (await desk.sync()).error_code == SignInAgain.code
        checked = await services.sign_in.check(desk.connection_id, desk.sandbox.sign_in)
        kept = await services.sign_in.accept(desk.connection_id, checked)
        assert (kept.display_name, kept.last_sync_error_code) == ("Upstairs", None)
        assert await desk.read(pms_clinician_mappings) == before
        assert (await desk.sync()).status == "success"

        secrets = kept_secrets(desk)
        desk.practice.account_id = other_account(system)
        if system.pms_type == "halaxy":
            desk.practice.put_organization(
                type(desk.practice.organizations()[0])(id=other_account(system), name="Elsewhere")
            )
            desk.practice._organizations.pop(checked.practice.tenant_id)
        with pytest.raises(OtherPractice):
            await services.sign_in.check(desk.connection_id, desk.sandbox.sign_in)
        assert kept_secrets(desk) == secrets
        assert await desk.read(pms_clinician_mappings) == before


def other_account(system):
    return "PG-99999" if system.pms_type == "halaxy" else "0a0a0a0a-0000-4000-8000-00000000beef"


async def test_keys_given_at_once_count_when_the_test_passes(tmp_path, system):
    async with empty_desk(tmp_path, system) as desk:
        services, given = desk.services, desk.sandbox.sign_in
        created = await services.connections.create(
            system.pms_type,
            practice_id=given.get("practiceId"),
            region=given.get("region"),
            timezone="Australia/Sydney",
            credentials=credentials(desk),
        )
        assert (created.is_paired, created.credentials_configured) == (False, True)
        assert (await services.connections.test(created.id)).is_healthy
        assert (await services.connections.get(created.id)).connection.is_paired
        twin = await services.connections.create(
            system.pms_type, practice_id=given.get("practiceId"), credentials=credentials(desk)
        )
        verdict = await services.connections.test(twin.id)
        assert (verdict.is_healthy, verdict.error_code) == (False, AlreadyConnected.code)


async def test_a_connection_removed_while_a_person_confirms_keeps_no_secret(tmp_path, system):
    async with empty_desk(tmp_path, system) as desk:
        services = desk.services
        created = await services.connections.create(system.pms_type)
        checked = await services.sign_in.check(created.id, desk.sandbox.sign_in)
        original = services.core.secrets.write

        async def removed_meanwhile(name, value):
            await original(name, value)
            await services.connections.delete(created.id)

        services.core.secrets.write = removed_meanwhile
        with pytest.raises(ConnectionNotFound):
            await services.sign_in.accept(created.id, checked)
        assert kept_secrets(desk) == {}


class Killed(BaseException):
    """The process ended here."""


def dying_after_the_secret(desk):
    """From now on the password store keeps a secret, and RunSheet ends before it writes a row."""
    original = desk.services.core.secrets.write

    async def write(name, value):
        await original(name, value)
        raise Killed

    desk.services.core.secrets.write = write


async def test_a_secret_written_before_a_kill_goes_with_its_connection(tmp_path, system):
    async with empty_desk(tmp_path, system) as desk:
        services = desk.services
        signed_in = await services.connections.create(system.pms_type)
        checked = await services.sign_in.check(signed_in.id, desk.sandbox.sign_in)
        dying_after_the_secret(desk)
        with pytest.raises(Killed):
            await services.sign_in.accept(signed_in.id, checked)
        with pytest.raises(Killed):
            await services.connections.create(system.pms_type, credentials=credentials(desk))
        rows = await desk.read(pms_connections)
        assert [row["credentials_configured"] for row in rows] == [False, False]
        assert len(kept_secrets(desk)) == 2
        for row in rows:
            await services.connections.delete(row["id"])
        assert kept_secrets(desk) == {}


async def test_a_cancelled_confirmation_is_written_to_its_end(tmp_path, system):
    """Somebody closes the wizard while the password store asks for its password."""
    async with empty_desk(tmp_path, system) as desk:
        services = desk.services
        created = await services.connections.create(system.pms_type)
        checked = await services.sign_in.check(created.id, desk.sandbox.sign_in)
        original = services.core.secrets.write
        is_asked, is_answered = asyncio.Event(), asyncio.Event()

        async def asking(name, value):
            is_asked.set()
            await is_answered.wait()
            await original(name, value)

        services.core.secrets.write = asking
        accepting = asyncio.create_task(services.sign_in.accept(created.id, checked))
        await is_asked.wait()
        for _ in range(2):
            accepting.cancel()
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert not accepting.done()
        is_answered.set()
        with pytest.raises(asyncio.CancelledError):
            await accepting
        (row,) = await desk.read(pms_connections)
        assert (row["credentials_configured"], row["tenant_id"]) == (
            True,
            checked.practice.tenant_id,
        )
        assert len(kept_secrets(desk)) == 1


async def test_credentials_of_another_system_are_refused(tmp_path):
    async with empty_desk(tmp_path, SYSTEMS["halaxy"]) as desk:
        with pytest.raises(InvalidRequest):
            await desk.services.connections.create("halaxy", credentials={"apiToken": "x"})
        with pytest.raises(InvalidRequest):
            await desk.services.connections.create("halaxy", region="moon")
        assert await desk.read(pms_connections) == []
