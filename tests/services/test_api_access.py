"""The HTTP API's tokens: where they are kept, who may read them, when they end."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from app.domain.api_access import ALL_SCOPES, Address, Scope
from app.domain.errors import DatabaseUnusable, InvalidRequest, PortUnusable
from app.services import Services, Settings, open_services
from app.services.api_access import ApiAccessService
from app.services.changes import Change, Topic
from app.services.pc.private_file import remove_private, write_private
from app.store.schema import api_tokens
from tests.proofs.plugin import Figure
from tests.support.desk import Clock

ADDRESS = Address(host="127.0.0.1", port=4321)


async def opened(folder: Path, **environment: str) -> Services:
    """The services of one start."""
    settings = Settings(data_dir=folder / "desk", environment=environment, memory_secrets=True)
    return await open_services(settings, now=Clock())


@pytest.mark.proves("S6")
async def test_each_start_has_a_main_token_of_its_own_in_a_file(tmp_path, figure: Figure) -> None:
    services = await opened(tmp_path)
    file, access = services.settings.data_dir / "api-token", services.api_access
    first = await access.open_door(ADDRESS)
    assert file.read_text() == first
    assert len(first) >= 43  # 256 bits
    port_file = services.settings.data_dir / "api-port"
    assert json.loads(port_file.read_text()) == {"port": 4321, "pid": os.getpid()}
    grant = await access.check(first)
    assert grant is not None
    assert grant.scopes == ALL_SCOPES
    await access.close_door()
    assert not file.exists()
    assert not port_file.exists()
    assert await access.check(first) is None
    second = await access.open_door(ADDRESS)
    assert second != first
    assert await access.check(first) is None
    await services.aclose()
    figure("256 bits, another at each start, gone with it")


async def test_a_later_start_of_the_same_folder_keeps_its_token(tmp_path) -> None:
    services = await opened(tmp_path)
    await services.api_access.open_door(ADDRESS)
    file = services.settings.data_dir / "api-token"
    write_private(file, "another one's")
    await services.api_access.close_door()
    assert file.read_text() == "another one's"
    await services.aclose()


async def test_another_start_makes_no_token_while_one_serves_the_folder(tmp_path) -> None:
    services = await opened(tmp_path)
    token = await services.api_access.open_door(ADDRESS)
    other = ApiAccessService(services.core)
    with pytest.raises(PortUnusable, match="another RunSheet"):
        await other.open_door(Address(host="127.0.0.1", port=4322))
    file = services.settings.data_dir / "api-token"
    assert file.read_text() == token
    await services.api_access.close_door()
    assert file.exists() is False
    await other.open_door(ADDRESS)
    assert await other.check(file.read_text()) is not None
    await other.close_door()
    await services.aclose()


async def test_the_token_of_the_environment_is_in_no_file(tmp_path) -> None:
    services = await opened(tmp_path, RUNSHEET_API_TOKEN=" fixed-for-the-tests ")
    left_behind = services.settings.data_dir / "api-token"
    left_behind.write_text("of a start that was killed")
    assert await services.api_access.open_door(ADDRESS) == "fixed-for-the-tests"
    assert not left_behind.exists()
    assert await services.api_access.check("fixed-for-the-tests")
    await services.aclose()


async def test_a_folder_that_takes_no_file_is_told_plainly(tmp_path) -> None:
    services = await opened(tmp_path)
    (services.settings.data_dir / "api-token").mkdir()
    with pytest.raises(DatabaseUnusable):
        await services.api_access.open_door(ADDRESS)
    await services.aclose()


async def test_of_a_named_token_only_a_digest_is_stored(tmp_path) -> None:
    services = await opened(tmp_path)
    token, secret = await services.api_access.create("  Web   run sheet ", [Scope.READ, Scope.BOOK])
    assert (token.name, token.scopes) == ("Web run sheet", {Scope.READ, Scope.BOOK})
    assert await services.api_access.list() == [token]
    rows = await services.core.database.read(
        lambda sql: [dict(row._mapping) for row in sql.execute(api_tokens.select())]
    )
    assert secret not in str(rows)
    grant = await services.api_access.check(secret)
    assert grant is not None
    assert (grant.token_id, grant.scopes) == (token.id, token.scopes)
    await services.aclose()


async def test_a_revoked_token_stays_in_the_list_with_its_end(tmp_path) -> None:
    services = await opened(tmp_path)
    heard: list[Change] = []
    services.changes.subscribe(heard.append)
    token, secret = await services.api_access.create("Wall screen", [Scope.READ])
    await services.api_access.revoke(token.id)
    assert {change.topic for change in heard} == {Topic.API}
    assert len(heard) == 2
    assert (await services.api_access.list())[0].revoked_at == services.now()
    assert await services.api_access.check(secret) is None
    for again in (token.id, "unknown"):
        with pytest.raises(InvalidRequest):
            await services.api_access.revoke(again)
    await services.aclose()


@pytest.mark.parametrize(("name", "scopes"), [("", [Scope.READ]), ("x" * 101, ["read"]), ("x", [])])
async def test_a_token_without_a_name_or_a_use_is_not_made(tmp_path, name, scopes) -> None:
    services = await opened(tmp_path)
    with pytest.raises(InvalidRequest):
        await services.api_access.create(name, scopes)
    assert await services.api_access.list() == []
    await services.aclose()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of modes")
@pytest.mark.proves("S6")
def test_a_private_file_is_ours_alone_whatever_stood_there(tmp_path, figure: Figure) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("not ours")
    file = tmp_path / "api-token"
    file.symlink_to(theirs)
    before = os.umask(0)
    try:
        write_private(file, "secret")
    finally:
        os.umask(before)
    assert not file.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (file.read_text(), theirs.read_text()) == ("secret", "not ours")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["api-token", "theirs"]
    figure("mode 600, a link replaced")


def test_a_private_file_that_says_something_else_is_left(tmp_path) -> None:
    file = tmp_path / "api-port"
    write_private(file, "ours")
    remove_private(file, "another")
    assert file.exists()
    remove_private(file, "ours")
    remove_private(file, "ours")
    assert not file.exists()
