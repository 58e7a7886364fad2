"""Every rule of a call, against real sockets on the loopback and a clock that never sleeps."""

import asyncio
import gzip
import json
import logging
import zlib

import pytest

from app.adapters.base import RateLimit
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient
from app.adapters.sign_in import ClientCredentials, StaticToken, TokenRequest
from app.domain.errors import (
    BadAnswer,
    Blocked,
    InvalidRequest,
    NoInternet,
    NotFound,
    PracticeNotConnected,
    RequestRefused,
    RunSheetError,
    SignInAgain,
    SlowDown,
    TooSlow,
    Unreachable,
    VendorTrouble,
)
from tests.adapters.conftest import SECRET, TOKEN, reply, token_reply
from tests.support.waiting import patience

HTML = b"<!doctype html><html>Welcome to HotelWiFi, Mrs Johnson</html>"


async def error_of(coroutine) -> RunSheetError:
    with pytest.raises(RunSheetError) as caught:
        await coroutine
    return caught.value


async def test_an_answer_is_decoded_and_its_plus_is_encoded(serving):
    async with serving(reply({"a": 1})) as vendor:
        found = await vendor.view().get_json("/x", {"from": "2026-01-15T00:00:00.000+11:00"})
    assert found == {"a": 1}
    assert vendor.requests[0].target == "/v1/x?from=2026-01-15T00%3A00%3A00.000%2B11%3A00"


JUDGED = [
    (reply(HTML, content_type="text/html"), Blocked),
    (reply(HTML, content_type="application/json"), Blocked),
    (reply(HTML, 404, content_type="text/html"), Blocked),
    (reply(b"404 page not found", 404, content_type="text/plain"), Blocked),
    (reply({"message": "Not found"}, 404, content_type="text/plain"), Blocked),
    (reply({"a": 1}, content_type="text/plain"), Blocked),
    (reply(HTML, 403, content_type="text/html"), Blocked),
    (reply(HTML, 410, content_type="text/html"), Blocked),
    (reply({"error": "from a proxy"}, 404), Blocked),
    (reply(HTML, 401, content_type="text/html"), Blocked),
    (reply(b"", 302, Location="https://elsewhere.example/"), Blocked),
    (reply(b"", 407), Blocked),
    (reply(HTML, 511, content_type="text/html"), Blocked),
    (reply({"message": "Not found"}, 404), NotFound),
    (reply({"message": "Gone"}, 410), NotFound),
    (reply(b"", 408, content_type=None), TooSlow),
    (reply({"message": "Not enabled"}, 403), PracticeNotConnected),
    (reply({"fault": {}}, 401), SignInAgain),
    (reply({"message": "Bad"}, 400), RequestRefused),
    (reply({"message": "Used"}, 409), RequestRefused),
    (reply(HTML, 502, content_type="text/html"), VendorTrouble),
    (reply(b"", 204, content_type=None), BadAnswer),
    (reply(b'{"a": NaN}'), BadAnswer),
    (reply(b'{"a": "\xff"}'), BadAnswer),
    (reply(b'{"a": '), BadAnswer),
    (reply(b"[" * 100_000), BadAnswer),
    (reply(b"nonsense", Content_Encoding="gzip"), BadAnswer),
    (reply(gzip.compress(b"{}" * 100)[:-20], Content_Encoding="gzip"), BadAnswer),
    (reply(gzip.compress(b"{}")[:-4], Content_Encoding="gzip"), BadAnswer),
    (reply(b"{}", Content_Encoding="br"), BadAnswer),
    (b"\x00\x01 no HTTP\r\n\r\n", BadAnswer),
]


@pytest.mark.parametrize(("answer", "kind"), JUDGED)
async def test_every_answer_has_its_error(serving, answer, kind):
    async with serving(answer) as vendor:
        error = await error_of(vendor.view().get_json("/x"))
    assert type(error) is kind
    assert error.__cause__ is None
    assert error.__context__ is None
    assert "Johnson" not in str(error)


async def test_gzip_and_deflate_are_understood(serving):
    body = b'{"a": 1}'
    for packed, coding in ((gzip.compress(body), "gzip"), (zlib.compress(body), "deflate")):
        async with serving(reply(packed, Content_Encoding=coding)) as vendor:
            assert await vendor.view().get_json("/x") == {"a": 1}


async def test_a_gzip_bomb_and_a_huge_body_stop_at_the_cap(serving):
    bomb = reply(gzip.compress(b" " * 200_000_000, 9), Content_Encoding="gzip")
    for answer in (bomb, reply(b" " * 9_000_000)):
        async with serving(answer) as vendor:
            assert type(await error_of(vendor.view().get("/x"))) is BadAnswer


async def test_a_body_cut_short_is_a_bad_answer(serving):
    async def cut(_request, writer):
        writer.write(reply(b"x" * 100)[:-50])
        await writer.drain()
        writer.close()

    async with serving(cut) as vendor:
        assert type(await error_of(vendor.view().get("/x"))) is BadAnswer


async def test_a_slow_drip_ends_at_the_deadline(serving):
    async def drip(_request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while not writer.is_closing():
            writer.write(b" ")
            await asyncio.sleep(0.02)

    async with serving(drip, attempt_s=0.2) as vendor, patience():
        assert type(await error_of(vendor.view().get("/x"))) is TooSlow
    assert len(vendor.requests) == 1


async def test_a_refused_connection_is_tried_three_times(serving, fake_clock):
    async with serving(reply()) as vendor:
        vendor.port = 1
        assert type(await error_of(vendor.view().get("/x"))) is Unreachable
        assert len(fake_clock.slept) == 2


async def test_an_unknown_name_is_no_internet_only_without_a_route(fake_clock):
    for has_route, kind in ((True, Unreachable), (False, NoInternet)):
        http = HttpClient(clock=fake_clock.clock, has_route=lambda has=has_route: has)
        view = http.view(
            system="Gentu", base_url="https://vendor.invalid", sign_in=None, rate_limit=None
        )
        assert type(await error_of(view.get("/x"))) is kind
        await http.aclose()


async def test_a_failed_tls_handshake_is_blocked(serving):
    async def alert(reader, writer):
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(alert, "127.0.0.1", 0)
    async with serving(reply()) as vendor:
        port = server.sockets[0].getsockname()[1]
        view = vendor.http.view(
            system="Gentu", base_url=f"https://127.0.0.1:{port}", sign_in=None, rate_limit=None
        )
        assert type(await error_of(view.get("/x"))) is Blocked
        server.close()


async def test_a_dropped_read_is_repeated_and_a_pairing_is_not(serving):
    async def drop(_request, writer):
        writer.transport.abort()

    async with serving(drop, reply({"a": 1})) as vendor:
        assert await vendor.view().get_json("/x") == {"a": 1}
    async with serving(drop, reply({"a": 1})) as vendor:
        assert type(await error_of(vendor.view().put_json("/x"))) is Unreachable
        assert len(vendor.requests) == 1


async def test_a_pairing_on_a_kept_connection_that_died_is_not_sent_twice(serving):
    async def drop(_request, writer):
        writer.transport.abort()

    async with serving(reply({"a": 1}), drop) as vendor:
        view = vendor.view()
        await view.get("/x")
        assert type(await error_of(view.put_json("/pair"))) is Unreachable
        assert [one.method for one in vendor.requests] == ["GET", "PUT"]


async def test_5xx_of_a_read_is_repeated_with_growing_pauses(serving, fake_clock):
    async with serving(reply(b"", 503), reply(b"", 503), reply({"a": 1})) as vendor:
        assert await vendor.view().get_json("/x") == {"a": 1}
    assert 0.25 <= fake_clock.slept[0] <= 0.5 <= fake_clock.slept[1] <= 1.0


@pytest.mark.parametrize("signed_in", [False, True])
async def test_waiting_for_the_rate_limit_takes_no_retry_away(serving, fake_clock, signed_in):
    async with serving(reply({}), reply(b"", 503), reply({"a": 1})) as vendor:
        vendor.token_replies = [token_reply(expires_in=1)]  # a call waits for its token's turn too
        view = vendor.view(signed_in=signed_in, limit=RateLimit(requests=1))
        await view.get("/x")
        before_s = fake_clock.seconds
        assert await view.get_json("/x") == {"a": 1}
    assert fake_clock.seconds - before_s > 60


async def test_5xx_of_a_pairing_is_not_repeated(serving):
    async with serving(reply(b"", 503)) as vendor:
        assert type(await error_of(vendor.view().put_json("/x"))) is VendorTrouble
        assert len(vendor.requests) == 1


@pytest.mark.parametrize("after", ["2", "Mon, 02 Mar 2026 00:00:02 GMT"])
async def test_a_short_retry_after_is_waited_for(serving, fake_clock, after):
    async with serving(reply(b"", 429, Retry_After=after), reply({"a": 1})) as vendor:
        assert await vendor.view().get_json("/x") == {"a": 1}
    assert fake_clock.slept == [2.0]


@pytest.mark.parametrize(
    ("after", "waits_s"),
    [("300", 300), ("1000000000", 900), ("Fri, 31 Dec 2100 23:59:59 GMT", 900)],
)
async def test_a_long_retry_after_is_told_at_once(serving, fake_clock, after, waits_s):
    async with serving(reply(b"", 429, Retry_After=after)) as vendor:
        error = await error_of(vendor.view().get("/x"))
    assert isinstance(error, SlowDown)
    assert error.retry_at is not None
    assert (error.retry_at - fake_clock.now()).total_seconds() == waits_s
    assert fake_clock.slept == []


@pytest.mark.parametrize("after", ["soon", "", "-5", "1e9", "٣", "Wed, 99 Foo 2015"])
async def test_a_nonsense_retry_after_backs_off_as_usual(serving, fake_clock, after):
    async with serving(reply(b"", 429, Retry_After=after)) as vendor:
        error = await error_of(vendor.view().get("/x"))
        assert len(vendor.requests) == 3
    assert isinstance(error, SlowDown)
    assert sum(fake_clock.slept) <= 1.5


async def test_twenty_calls_ask_for_one_token(serving):
    async with serving(reply({})) as vendor:
        view = vendor.view(signed_in=True)
        await asyncio.gather(*(view.get_json("/x") for _ in range(20)))
    assert len(vendor.token_requests) == 1
    request = vendor.token_requests[0]
    assert request.body == b"grant_type=client_credentials"
    assert request.headers["authorization"].startswith("Basic ")
    assert {one.headers["authorization"] for one in vendor.requests} == {f"Bearer {TOKEN}-1"}


async def test_calls_side_by_side_try_wrong_credentials_once(serving):
    async with serving(reply({})) as vendor:
        vendor.token_replies = [reply({"Error": "invalid_client"}, 401)]
        view = vendor.view(signed_in=True)
        errors = await asyncio.gather(*(error_of(view.get("/x")) for _ in range(16)))
        assert {type(error) for error in errors} == {SignInAgain}
        assert len(vendor.token_requests) == 1
        assert vendor.requests == []


@pytest.mark.parametrize("expires_in", [3599, "3599"])
async def test_a_token_is_renewed_a_minute_before_it_expires(serving, fake_clock, expires_in):
    async with serving(reply({})) as vendor:
        vendor.token_replies = [token_reply(expires_in=expires_in)]
        view = vendor.view(signed_in=True)
        for seconds, asked in ((0, 1), (3538, 1), (3540, 2)):
            fake_clock.seconds = seconds
            await view.get("/x")
            assert len(vendor.token_requests) == asked


async def test_a_401_renews_the_token_once(serving):
    async with serving(reply({"fault": {}}, 401), reply({"a": 1})) as vendor:
        assert await vendor.view(signed_in=True).get_json("/x") == {"a": 1}
        assert len(vendor.token_requests) == 2


async def test_a_second_401_asks_a_person(serving):
    async with serving(reply({"fault": {}}, 401)) as vendor:
        assert type(await error_of(vendor.view(signed_in=True).get("/x"))) is SignInAgain
        assert len(vendor.token_requests) == 2
        assert len(vendor.requests) == 2


async def test_a_401_that_comes_late_leaves_the_new_token_alone(serving):
    is_asked, is_renewed = asyncio.Event(), asyncio.Event()

    async def refuse_the_old_token(request, writer):
        is_old = request.headers["authorization"] == f"Bearer {TOKEN}-1"
        if is_old and request.target.endswith("/late"):
            is_asked.set()
            await is_renewed.wait()
        writer.write(reply({"fault": {}}, 401) if is_old else reply({}))
        await writer.drain()

    async with serving(refuse_the_old_token) as vendor:
        view = vendor.view(signed_in=True)
        late = asyncio.create_task(view.get("/late"))
        await is_asked.wait()
        await view.get("/early")
        is_renewed.set()
        await late
        assert len(vendor.token_requests) == 2


async def test_two_connections_with_the_same_keys_share_token_and_limit(serving, fake_clock):
    async with serving(reply({})) as vendor:
        limit = RateLimit(requests=3)
        one, other = (vendor.view(signed_in=True, limit=limit) for _ in range(2))
        for view in (one, other, one, other):
            await view.get("/x")
        assert len(vendor.token_requests) == 1
        assert fake_clock.seconds >= 60  # a token and four reads at three a minute


async def test_no_secret_stands_in_an_error_a_repr_or_a_log(serving, caplog):
    caplog.set_level(logging.DEBUG)
    async with serving(reply({"fault": {"faultstring": TOKEN}}, 401)) as vendor:
        view = vendor.view(signed_in=True)
        error = await error_of(view.get("/x/patient-99", {"q": "Johnson"}))
    told = repr(error) + str(error) + caplog.text + repr(vars(view))
    for secret in (SECRET, TOKEN, "patient-99", "Johnson"):
        assert secret not in told


@pytest.mark.parametrize(
    "address", ["http://api.example.com", "ftp://x", "https://", "https://a:b@c.example", "nothing"]
)
async def test_an_address_in_clear_text_beyond_this_pc_is_refused(address):
    with pytest.raises(InvalidRequest):
        HttpClient().view(system="Gentu", base_url=address, sign_in=None, rate_limit=None)


async def test_a_cancelled_call_leaves_nothing_behind(serving):
    is_asked, may_end = asyncio.Event(), asyncio.Event()

    async def hang(_request, _writer):
        is_asked.set()
        await may_end.wait()

    async with serving(hang) as vendor:
        call = asyncio.create_task(vendor.view().get("/x"))
        await is_asked.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        may_end.set()


async def test_it_works_on_qts_loop(qapp, serving):
    async with serving(reply({"a": 1})) as vendor:
        view = vendor.view(signed_in=True)
        found = await asyncio.gather(*(view.get_json("/x") for _ in range(50)))
    assert found == [{"a": 1}] * 50


# --- Vendors of other habits ---------------------------------------------------------------------


def view_of(vendor, *, sign_in=None, dialect=None):
    return vendor.http.view(
        system="Halaxy",
        base_url=f"http://127.0.0.1:{vendor.port}/main",
        sign_in=sign_in,
        rate_limit=None,
        dialect=dialect,
    )


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("Appointment?page=2&_count=100", "/main/Appointment?page=2&_count=100"),
        ("/main/Appointment?page=2", "/main/Appointment?page=2"),
        ("/elsewhere/on/the/same/host", "/elsewhere/on/the/same/host"),
        ("?page=2", "/main/?page=2"),
        ("http://127.0.0.1:{port}/main/Appointment?page=3", "/main/Appointment?page=3"),
        ("//127.0.0.1:{port}/main/X", "/main/X"),
    ],
)
async def test_a_link_of_an_answer_is_followed_absolute_or_relative(serving, link, target):
    async with serving(reply({"a": 1})) as vendor:
        answer = await view_of(vendor).follow(link.format(port=vendor.port))
        assert answer.json() == {"a": 1}
        assert [one.target for one in vendor.requests] == [target]


@pytest.mark.parametrize(
    "link",
    [
        "http://elsewhere.example/main/Appointment?page=2",
        "//elsewhere.example/main",
        "https://127.0.0.1:{port}/main/Appointment",
        "http://127.0.0.1:1/main",
        "http://localhost:{port}/main",
        "http://user:secret@127.0.0.1:{port}/main",
        "http://127.0.0.1:{port}@elsewhere.example/",
        "ftp://127.0.0.1:{port}/main",
        "javascript:alert(1)",
        "http://[broken",
        "/main/Appöintment",
        "/main/\u202eX",
    ],
)
async def test_a_link_to_another_host_is_refused_without_a_request(serving, link):
    async with serving(reply({"a": 1})) as vendor:
        view = view_of(vendor, sign_in=StaticToken(token=TOKEN))
        assert type(await error_of(view.follow(link.format(port=vendor.port)))) is BadAnswer
        assert vendor.requests == []


async def test_a_followed_link_carries_the_token_and_is_repeated_like_any_read(serving):
    async with serving(reply(b"", 503), reply({"a": 1})) as vendor:
        await view_of(vendor, sign_in=StaticToken(token=TOKEN)).follow("/main/next")
        assert [one.headers["authorization"] for one in vendor.requests] == [f"Bearer {TOKEN}"] * 2


async def test_a_token_that_was_given_is_sent_as_it_is_and_a_401_asks_once(serving):
    async with serving(reply({}), reply({"error": "invalid_token"}, 401)) as vendor:
        view = view_of(vendor, sign_in=StaticToken(token=TOKEN))
        await view.get("/x")
        assert type(await error_of(view.get("/x"))) is SignInAgain
        assert [one.headers["authorization"] for one in vendor.requests] == [f"Bearer {TOKEN}"] * 2
        assert vendor.token_requests == []


def test_a_sign_in_tells_nothing_of_its_secrets():
    given = StaticToken(token=TOKEN)
    keys = ClientCredentials(
        token_url="https://x.example/t", client_id="id-7", client_secret=SECRET
    )
    for sign_in in (given, keys):
        assert not {TOKEN, SECRET, "id-7"} & set(repr(sign_in).split("'"))
        assert TOKEN not in repr(sign_in) + sign_in.fingerprint
        assert SECRET not in repr(sign_in) + sign_in.fingerprint
    assert given.fingerprint == StaticToken(token=TOKEN).fingerprint
    assert given.fingerprint != StaticToken(token=TOKEN + "x").fingerprint


def json_credentials(vendor, **changes):
    return ClientCredentials(
        token_url=f"http://127.0.0.1:{vendor.port}/main/oauth2/token",
        client_id='an "id"',
        client_secret=SECRET,
        request=TokenRequest.JSON,
        **changes,
    )


async def test_a_json_token_request_sends_the_whole_sign_in_as_its_body(serving):
    async with serving(reply({})) as vendor:
        await view_of(vendor, sign_in=json_credentials(vendor)).get("/x")
        (request,) = vendor.token_requests
        assert (request.method, request.target) == ("POST", "/main/oauth2/token")
        assert request.headers["content-type"] == "application/json"
        assert "authorization" not in request.headers
        assert json.loads(request.body) == {
            "grant_type": "client_credentials",
            "client_id": 'an "id"',
            "client_secret": SECRET,
        }


@pytest.mark.parametrize(
    ("told_s", "longest_s", "renewed_s"), [(3600, 900.0, 840), (600, 900.0, 540), ("?", 900.0, 240)]
)
async def test_no_token_is_trusted_longer_than_its_longest_life(
    serving, fake_clock, told_s, longest_s, renewed_s
):
    async with serving(reply({})) as vendor:
        vendor.token_replies = [token_reply(expires_in=told_s)]
        view = view_of(vendor, sign_in=json_credentials(vendor, longest_life_s=longest_s))
        for seconds, asked in ((0, 1), (renewed_s - 1, 1), (renewed_s, 2)):
            fake_clock.seconds = seconds
            await view.get("/x")
            assert len(vendor.token_requests) == asked


EXPIRED = {"resourceType": "OperationOutcome", "issue": [{"code": "expired"}]}


def says_expired(answer):
    return b'"expired"' in answer.body


HALAXY = Dialect(
    accept="application/fhir+json",
    user_agent="RunSheet (help@example.com)",
    error_keys=frozenset({"resourceType"}),
    is_expired=says_expired,
)


async def test_a_dialect_names_what_is_accepted_and_who_asks(serving):
    async with serving(reply({})) as vendor:
        await view_of(vendor, dialect=HALAXY).get("/x")
        (request,) = vendor.requests
        assert request.headers["accept"] == "application/fhir+json"
        assert request.headers["user-agent"] == "RunSheet (help@example.com)"


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404])
async def test_an_answer_that_says_expired_renews_the_token_once_whatever_its_status(
    serving, status
):
    async with serving(reply(EXPIRED, status), reply({"a": 1})) as vendor:
        view = view_of(vendor, sign_in=json_credentials(vendor), dialect=HALAXY)
        assert await view.get_json("/x") == {"a": 1}
        assert len(vendor.token_requests) == 2
        assert len({one.headers["authorization"] for one in vendor.requests}) == 2


async def test_an_answer_that_goes_on_saying_expired_asks_a_person(serving):
    async with serving(reply(EXPIRED, 403)) as vendor:
        view = view_of(vendor, sign_in=json_credentials(vendor), dialect=HALAXY)
        assert type(await error_of(view.get("/x"))) is SignInAgain
        assert (len(vendor.token_requests), len(vendor.requests)) == (2, 2)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"resourceType": "OperationOutcome"}, 403, PracticeNotConnected),
        ({"resourceType": "OperationOutcome"}, 404, NotFound),
        ({"message": "from a proxy"}, 404, Blocked),
        ({"message": "from a proxy"}, 403, Blocked),
    ],
)
async def test_a_vendors_own_error_is_told_by_its_keys(serving, body, status, kind):
    async with serving(reply(body, status)) as vendor:
        assert type(await error_of(view_of(vendor, dialect=HALAXY).get("/x"))) is kind


async def test_a_name_may_come_twice_in_a_query(serving):
    async with serving(reply({})) as vendor:
        await view_of(vendor).get("/x", [("date", "ge2026-01-15"), ("date", "lt2026-01-16")])
        assert vendor.requests[0].target == "/main/x?date=ge2026-01-15&date=lt2026-01-16"


async def test_what_an_answer_says_of_the_limit_is_learnt(serving, fake_clock):
    told = {"X_RateLimit_Limit": "500", "X_RateLimit_Remaining": "0"}
    async with serving(reply({}, 200, "application/json", **told)) as vendor:
        view = vendor.http.view(
            system="Halaxy",
            base_url=f"http://127.0.0.1:{vendor.port}/main",
            sign_in=None,
            rate_limit=RateLimit(requests=500),
        )
        await view.get("/x")
        assert fake_clock.seconds == 0
        await view.get("/x")
        assert fake_clock.seconds >= 60


@pytest.mark.parametrize("told", ["-1", "many", "", "٣", "9" * 20])
async def test_nonsense_about_the_limit_is_not_learnt(serving, fake_clock, told):
    headers = {"X_RateLimit_Limit": told, "X_RateLimit_Remaining": told}
    async with serving(reply({}, 200, "application/json", **headers)) as vendor:
        view = vendor.view(limit=RateLimit(requests=5))
        for _ in range(5):
            await view.get("/x")
        assert fake_clock.seconds == 0
