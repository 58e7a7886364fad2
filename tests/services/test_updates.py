"""The update check: what it refuses, when it stays silent, and that it tells nobody anything."""

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.update import Refusal, UpdateState, is_newer
from app.services.pc.build import Build, read_build
from app.services.updates.notice import NoticeRefused, read_notice
from app.services.updates.policy import is_off_by_it
from app.services.updates.service import CHECK, UpdateService
from tests.support.desk import Clock, front_desk

KEY, OTHER_KEY = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
KEYS = {"2026": KEY.public_key().public_bytes_raw()}
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def text(**other: object) -> bytes:
    told = {
        "product": "RunSheet",
        "number": 7,
        "version": "99.0.0",
        "expires_at": (NOW + timedelta(days=30)).isoformat(),
        "page": "https://example.com/runsheet",
        "security": False,
        "files": [],
    }
    return json.dumps(told | other).encode()


def notice(signed: bytes = b"", *, key=KEY, name: str = "2026", **other: object) -> bytes:
    signed = signed or text(**other)
    signature = {"key": name, "signature": b64encode(key.sign(signed)).decode()}
    return json.dumps({"signed": b64encode(signed).decode(), "signatures": [signature]}).encode()


def refusal(body: bytes, *, newest_number: int = 0) -> Refusal:
    with pytest.raises(NoticeRefused) as caught:
        read_notice(body, keys=KEYS, now=NOW, newest_number=newest_number)
    return caught.value.refusal


def unsigned() -> bytes:
    return json.dumps({"signed": b64encode(text()).decode(), "signatures": []}).encode()


def changed_afterwards() -> bytes:
    told = json.loads(notice())
    told["signed"] = b64encode(text(version="99.0.1")).decode()
    return json.dumps(told).encode()


@pytest.mark.proves("S14")
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (unsigned(), Refusal.UNSIGNED),
        (notice(key=OTHER_KEY), Refusal.WRONG_KEY),
        (notice(key=OTHER_KEY, name="another"), Refusal.WRONG_KEY),
        (changed_afterwards(), Refusal.WRONG_KEY),
        (notice(expires_at=NOW.isoformat()), Refusal.EXPIRED),
        (notice(number=6), Refusal.OLDER),
        (notice()[:-20], Refusal.UNREADABLE),
        (notice(text()[:-9]), Refusal.UNREADABLE),
        (b"<html>Please sign in to this network</html>", Refusal.UNREADABLE),
        (b"[" * 30_000, Refusal.UNREADABLE),
        (b" " * 70_000 + notice(), Refusal.UNREADABLE),
        (notice(expires_at="2027-01-01T00:00:00"), Refusal.UNREADABLE),
        (notice(page="file:///etc/passwd"), Refusal.UNREADABLE),
        (notice(version="1.0"), Refusal.UNREADABLE),
        (notice(product="Another"), Refusal.OTHER_PRODUCT),
    ],
)
def test_what_is_not_ours_or_not_of_now_is_refused(body: bytes, why: Refusal) -> None:
    assert refusal(body, newest_number=7) is why


def test_what_we_signed_is_believed_and_a_second_key_may_sign_beside_the_first() -> None:
    signed = text()
    both = json.loads(notice(signed, key=OTHER_KEY, name="2027"))
    both["signatures"] += json.loads(notice(signed))["signatures"]
    for body in (notice(signed), json.dumps(both).encode()):
        release = read_notice(body, keys=KEYS, now=NOW, newest_number=7)
        assert (release.version, release.number) == ("99.0.0", 7)


@pytest.mark.proves("S14", control=True)
def test_a_reader_that_asks_for_no_signature_believes_anybody() -> None:
    believed = json.loads(b64decode(json.loads(changed_afterwards())["signed"]))
    assert believed["version"] == "99.0.1"


def test_versions_are_compared_as_numbers() -> None:
    assert is_newer("0.10.0", "0.9.9")
    assert not is_newer("1.0.0", "1.0.0")


def test_it_says_no_by_variable_by_file_and_by_a_file_that_nobody_can_read(tmp_path) -> None:
    file = tmp_path / "policy.json"
    assert not is_off_by_it({}, file=file)
    assert is_off_by_it({"RUNSHEET_UPDATE_CHECK": "Off"}, file=file)
    for words, is_off in (
        ('{"update_check": false}', True),
        ('{"update_check": true}', False),
        ("{}", False),
        ('{"update_check"', True),
        ("[]", True),
    ):
        file.write_text(words, "utf-8")
        assert is_off_by_it({}, file=file) is is_off, words


def test_a_build_tells_its_commit_and_keys_and_a_clone_knows_no_address(tmp_path) -> None:
    file = tmp_path / "build.json"
    assert read_build(file) == Build()
    told = {"commit": "5b1186d99", "update_address": "https://example.com/u.json"}
    keys = {"good": b64encode(b"k" * 32).decode(), "short": b64encode(b"k").decode()}
    file.write_text(json.dumps(told | {"update_keys": keys}), "utf-8")
    build = read_build(file)
    assert build.update_keys == {"good": b"k" * 32}
    assert build.words.endswith("(5b1186d)")


@asynccontextmanager
async def page(answers: list[bytes], seen: list[dict[str, str]]):
    """A page that gives these answers, the last one for good; `seen`: what it was told."""

    async def answer(request: web.Request) -> web.Response:
        told = {"method": request.method, "path": request.path_qs, **request.headers}
        seen.append(told | {"body": (await request.read()).decode()})
        body = answers.pop(0) if len(answers) > 1 else answers[0]
        return web.Response(body=body, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/runsheet/update.json"
    finally:
        await runner.cleanup()


Pause = Callable[[float], Awaitable[None]]


@asynccontextmanager
async def checking(tmp_path, *answers: bytes, pause: Pause = asyncio.sleep, version="0.1.0"):
    """A desk whose RunSheet was built with an address; yields the service, its desk and what the
    page was told.
    """
    seen: list[dict[str, str]] = []
    clock = Clock()
    async with page([*answers], seen) as address, front_desk(tmp_path, clock=clock) as desk:
        build = Build(version=version, update_address=address, update_keys=KEYS)
        service = UpdateService(desk.services.core, build=build, pause=pause)
        yield service, desk, seen


def later(**other: object) -> bytes:
    """A notice that holds on the desk's day, whichever that is."""
    return notice(expires_at="2099-01-01T00:00:00+00:00", **other)


async def test_a_newer_version_is_told_once_and_stays_in_settings(tmp_path) -> None:
    async with checking(tmp_path, later()) as (service, _desk, _seen):
        assert (await service.standing()).state is UpdateState.UNKNOWN
        standing = await service.look()
        assert standing.state is UpdateState.READY
        assert standing.release is not None
        assert standing.release.version == "99.0.0"
        assert not standing.is_seen
        await service.dismiss()
        again = await service.standing()
        assert again.state is UpdateState.READY
        assert again.is_seen


async def test_the_same_version_is_the_latest(tmp_path) -> None:
    async with checking(tmp_path, later(), version="99.0.0") as (service, _desk, _seen):
        assert (await service.look()).state is UpdateState.LATEST


async def test_the_page_is_told_nothing_of_this_pc(tmp_path) -> None:
    async with checking(tmp_path, later()) as (service, _desk, seen):
        await service.look()
    (told,) = seen
    assert (told["method"], told["path"], told["body"]) == ("GET", "/runsheet/update.json", "")
    headers = set(told) - {"method", "path", "body"}
    assert headers <= {"Host", "Accept", "Accept-Encoding", "User-Agent", "Connection"}
    assert told["User-Agent"] == "RunSheet"


@pytest.mark.proves("S14")
async def test_an_older_notice_never_takes_the_place_of_a_newer_one(tmp_path) -> None:
    answers = later(number=8), later(number=7, version="0.1.0")
    async with checking(tmp_path, *answers) as (service, _desk, _seen):
        await service.look()
        standing = await service.look()
        assert standing.refusal is Refusal.OLDER
        assert standing.release is not None
        assert standing.release.version == "99.0.0"


async def test_whoever_says_no_is_asked_nothing_of(tmp_path, monkeypatch) -> None:
    async with checking(tmp_path, later()) as (service, desk, seen):
        await desk.services.preferences.write(CHECK, "no")
        assert (await service.look()).state is UpdateState.OFF
        monkeypatch.setenv("RUNSHEET_UPDATE_CHECK", "off")
        assert (await service.look()).state is UpdateState.OFF_BY_IT
        assert seen == []
        bare = UpdateService(desk.services.core, build=Build())
        assert (await bare.look()).state is UpdateState.NO_ADDRESS


async def test_it_asks_by_itself_once_a_day_and_again_soon_where_it_was_refused(tmp_path) -> None:
    rounds, desk_clock = [0], []

    async def pause(_seconds: float) -> None:
        rounds[0] += 1
        if rounds[0] == 4:  # the next day
            desk_clock[0].advance(days=1)
        if rounds[0] == 6:
            raise asyncio.CancelledError

    answers = unsigned(), later()
    async with checking(tmp_path, *answers, pause=pause) as (service, desk, seen):
        desk_clock.append(desk.clock)
        with pytest.raises(asyncio.CancelledError):
            await service.run()
    assert len(seen) == 3  # refused, believed, the next day
