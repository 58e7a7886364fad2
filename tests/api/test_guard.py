"""The attacks of reliability.md S4, from a socket, against a real server: all are refused.

What a probe does not attack is as it should be, so that only the attack can be what is refused.
"""

import json

import pytest

from app.api.guard import LONGEST_HEAD
from app.api.server import serving
from app.domain.api_access import Address
from tests.proofs.plugin import Figure
from tests.support.api import Api
from tests.support.raw_http import RawAnswer, request, send_raw

PATH = "/openapi.json"
JSON = "Content-Type: application/json"


class Attacker:
    """Knows the address, and the token unless the probe is about it."""

    def __init__(self, api: Api) -> None:
        self._address = api.address
        self.port = api.address.port
        self.host = f"Host: 127.0.0.1:{self.port}"
        self.token = f"Authorization: Bearer {api.token}"
        self.answers: list[RawAnswer] = []

    async def sends(self, line: str, *headers: str, body: bytes = b"") -> int:
        """The status of the answer to exactly these headers."""
        return await self.sends_bytes(request(line, *headers, body=body))

    async def sends_bytes(self, *pieces: bytes) -> int:
        answer = await send_raw(self._address, *pieces)
        self.answers.append(answer)
        return answer.status

    async def posts(self, *headers: str, body: bytes = b"{}") -> int:
        """A body to the API, with its length and what else is said of it."""
        length = f"Content-Length: {len(body)}"
        return await self.sends(
            f"POST {PATH} HTTP/1.1", self.host, self.token, length, *headers, body=body
        )

    def saw_only_plain_refusals(self) -> None:
        """Every refusal has our shape and our headers, and none that help a browser."""
        for answer in self.answers:
            assert set(json.loads(answer.body)) == {"error", "details"}
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "server" not in answer.headers
            assert not [name for name in answer.headers if name.startswith("access-control")]
            assert "set-cookie" not in answer.headers


async def test_a_call_as_it_should_be_is_answered(open_api) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        line = f"GET {PATH} HTTP/1.1"
        assert await attacker.sends(line, attacker.host, attacker.token) == 200
        by_name = f"Host: LocalHost:{attacker.port}"
        assert await attacker.sends(line, by_name, attacker.token) == 200
        assert await attacker.sends(line, attacker.host, attacker.token.replace("Be", "be")) == 200
        by_hand = "Sec-Fetch-Site: none"  # typed into a browser's own address bar
        assert await attacker.sends(line, attacker.host, attacker.token, by_hand) == 200
        for answer in attacker.answers:
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "server" not in answer.headers


@pytest.mark.proves("S4")
async def test_only_the_whole_token_in_its_header_opens(open_api, figure: Figure) -> None:
    async with open_api() as api:
        attacker, good = Attacker(api), f"Authorization: Bearer {api.token}"
        line = f"GET {PATH} HTTP/1.1"
        probes = {
            "none": (),
            "wrong": ("Authorization: Bearer wrong",),
            "prefix": (good[:-1],),
            "longer": (good + "x",),
            "other letters": (good.swapcase(),),
            "empty": ("Authorization: Bearer ",),
            "another scheme": (f"Authorization: Basic {api.token}",),
            "without a scheme": (f"Authorization: {api.token}",),
            "twice": (good, good),
            "a wrong one beside it": (good, "Authorization: Bearer wrong"),
            "a cookie": (f"Cookie: token={api.token}",),
            "not ASCII": ("Authorization: Bearer \u00fc\u00fc",),
        }
        seen = {
            name: await attacker.sends(line, attacker.host, *headers)
            for name, headers in probes.items()
        }
        asked = f"GET {PATH}?token={api.token}&access_token={api.token} HTTP/1.1"
        seen["query"] = await attacker.sends(asked, attacker.host)
        seen["no health by another method"] = await attacker.sends(
            "POST /api/health HTTP/1.1", attacker.host, "Content-Length: 0"
        )
        seen["no health below it"] = await attacker.sends(
            "GET /api/health/../../openapi.json HTTP/1.1", attacker.host
        )
        assert seen == dict.fromkeys(seen, 401)
        assert all(one.headers["www-authenticate"] == "bearer" for one in attacker.answers)
        assert api.token.encode() not in b"".join(one.body for one in attacker.answers)
        attacker.saw_only_plain_refusals()
        figure(f"{len(seen)} wrong tokens refused")


@pytest.mark.proves("S4")
async def test_on_every_address_a_caller_says_the_one_it_reached_and_no_name(
    open_api, figure: Figure
) -> None:
    async with open_api() as api, serving(api.services, host="0.0.0.0") as address:
        secret = (api.services.settings.data_dir / "api-token").read_text()
        token = f"Authorization: Bearer {secret}"
        reached = Address(host="127.0.0.2", port=address.port)
        for host, status in (
            (f"127.0.0.2:{address.port}", 200),
            (f"127.0.0.1:{address.port}", 200),
            (f"127.0.0.3:{address.port}", 403),
            (f"desk.example:{address.port}", 403),
        ):
            asked = request(f"GET {PATH} HTTP/1.1", f"Host: {host}", token)
            assert (await send_raw(reached, asked)).status == status, host
        figure("2 names that lead elsewhere")


async def test_a_page_that_came_in_by_another_name_is_refused(open_api) -> None:
    async with open_api() as api:
        attacker, port = Attacker(api), api.address.port
        names = {
            "rebound": (f"Host: evil.example:{port}",),
            "ours within it": (f"Host: 127.0.0.1.evil.example:{port}",),
            "ours before it": (f"Host: 127.0.0.1:{port}.evil.example",),
            "every address": (f"Host: 0.0.0.0:{port}",),
            "another port": ("Host: 127.0.0.1:1",),
            "no port": ("Host: 127.0.0.1",),
            "another loopback": (f"Host: 127.0.0.2:{port}",),
            "as a number": (f"Host: 2130706433:{port}",),
            "with a dot": (f"Host: localhost.:{port}",),
            "with a user": (f"Host: evil@127.0.0.1:{port}",),
            "empty": ("Host: ",),
        }
        line = f"GET {PATH} HTTP/1.1"
        seen = {
            name: await attacker.sends(line, *headers, attacker.token)
            for name, headers in names.items()
        }
        assert seen == dict.fromkeys(seen, 403)
        # Which of two is meant, nobody can say; and health, which needs no token, is not open
        # to a page either.
        two = await attacker.sends(line, attacker.host, "Host: evil.example", attacker.token)
        assert two in {400, 403}
        none = await attacker.sends_bytes(
            request("GET /api/health HTTP/1.0", attacker.token),
        )
        assert none == 403
        assert await attacker.sends("GET /api/health HTTP/1.1", "Host: evil.example") == 403
        attacker.saw_only_plain_refusals()


@pytest.mark.proves("S4")
async def test_no_web_page_is_answered_whatever_it_knows(open_api, figure: Figure) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        own = api.address.url
        asks = ("Access-Control-Request-Method: POST", "Access-Control-Request-Headers: *")
        probes = {
            "another site": ("GET", "Origin: https://evil.example"),
            "a file or a sandboxed frame": ("GET", "Origin: null"),
            "itself": ("GET", f"Origin: {own}"),
            "cross-site": ("GET", "Sec-Fetch-Site: cross-site"),
            "same-site": ("GET", "Sec-Fetch-Site: same-site"),
            "same-origin": ("GET", "Sec-Fetch-Site: same-origin"),
            "preflight": ("OPTIONS", "Origin: https://evil.example", *asks),
            "a post": ("POST", "Origin: https://evil.example", JSON, "Content-Length: 0"),
        }
        seen = {
            name: await attacker.sends(
                f"{method} {PATH} HTTP/1.1", attacker.host, attacker.token, *headers
            )
            for name, (method, *headers) in probes.items()
        }
        assert seen == dict.fromkeys(seen, 403)
        attacker.saw_only_plain_refusals()
        figure(f"{len(seen)} pages")


@pytest.mark.proves("S4")
async def test_a_body_is_json_or_refused(open_api, figure: Figure) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        kinds = {
            "text": "Content-Type: text/plain",
            "a form": "Content-Type: application/x-www-form-urlencoded",
            "a form with files": "Content-Type: multipart/form-data; boundary=x",
            "nearly": "Content-Type: application/jsonx",
            "JSON within text": "Content-Type: text/plain; charset=application/json",
            "none": "X-Nothing: 1",
            "empty": "Content-Type: ",
        }
        seen = {name: await attacker.posts(header) for name, header in kinds.items()}
        assert seen == dict.fromkeys(seen, 415)
        assert await attacker.posts(JSON, "Content-Type: text/plain") == 415
        assert await attacker.posts("Content-Type: text/plain", body=b"") == 415
        attacker.saw_only_plain_refusals()
        figure(f"{len(attacker.answers)} bodies that are no JSON")
        # Now only the method is at fault.
        assert await attacker.posts(f"{JSON}; charset=utf-8") == 405
        assert await attacker.posts(JSON, body=b"") == 405
        assert await attacker.posts(body=b"") == 405


@pytest.mark.proves("S4")
async def test_a_body_that_is_too_long_is_refused_plain_and_in_chunks(
    open_api, figure: Figure
) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        assert await attacker.posts(JSON, body=b" " * 64 * 1024) == 405  # only the method is wrong
        attacker.answers.clear()
        assert await attacker.posts(JSON, body=b" " * (64 * 1024 + 1)) == 413
        assert await attacker.posts(JSON, body=b" " * 100 * 1024) == 413
        told = await attacker.sends(
            f"POST {PATH} HTTP/1.1",
            attacker.host,
            attacker.token,
            JSON,
            "Content-Length: 99999999999",
        )
        assert told == 413
        head = request(
            f"POST {PATH} HTTP/1.1",
            attacker.host,
            attacker.token,
            JSON,
            "Transfer-Encoding: chunked",
        )
        chunk = b"400\r\n" + b" " * 0x400 + b"\r\n"
        assert await attacker.sends_bytes(head, chunk * 100, b"0\r\n\r\n") == 413
        assert await attacker.sends_bytes(head, chunk * 3000) in {0, 413}  # one that never ends
        attacker.answers.pop()
        attacker.saw_only_plain_refusals()
        figure(f"{len(attacker.answers) + 1} bodies too long")


@pytest.mark.proves("S4")
async def test_headers_that_are_too_long_are_refused(open_api, figure: Figure) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        line = f"GET {PATH} HTTP/1.1"
        rest = (attacker.host, attacker.token)
        assert await attacker.sends(line, *rest, "X-Long: " + "x" * 32 * 1024) == 431
        assert await attacker.sends(line, *rest, *[f"X-{n}: {'x' * 99}" for n in range(200)]) == 431
        long_line = f"GET {PATH}?q={'x' * LONGEST_HEAD} HTTP/1.1"
        assert await attacker.sends(long_line, *rest) == 431
        assert await attacker.sends(line, *rest, "X-Endless: " + "x" * 200 * 1024) in {0, 400}
        attacker.answers.pop()
        attacker.saw_only_plain_refusals()
        figure(f"{len(attacker.answers) + 1} heads too long")


@pytest.mark.proves("S4")
async def test_other_methods_and_addresses_lead_nowhere(open_api, figure: Figure) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        rest = (attacker.host, attacker.token)
        for method in ("TRACE", "CONNECT", "PROPFIND", "get", "DEBUG"):
            assert await attacker.sends(f"{method} {PATH} HTTP/1.1", *rest) == 405
            assert await attacker.sends(f"{method} /nothing HTTP/1.1", attacker.host) == 405
        for path in (
            "/",
            "/docs",
            "/redoc",
            "/api/../../../etc/passwd",
            "/..%2f..%2fetc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/api/health%00",
            "/api/health/",
            "//evil.example/api/health",
            "http://evil.example/api/health",
            "/static/../api-token",
        ):
            assert await attacker.sends(f"GET {path} HTTP/1.1", *rest) == 404, path
        attacker.saw_only_plain_refusals()
        figure(f"{len(attacker.answers)} other methods and addresses")


@pytest.mark.proves("S4")
async def test_no_web_socket_is_opened(open_api, figure: Figure) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        lines = (
            f"GET {PATH} HTTP/1.1",
            attacker.host,
            attacker.token,
            "Upgrade: WebSocket",
            "Connection: Upgrade, close",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
        )
        head = "\r\n".join([*lines, "", ""])
        assert await attacker.sends_bytes(head.encode()) == 403
        attacker.saw_only_plain_refusals()
        figure("1 web socket")


@pytest.mark.parametrize(
    "noise",
    [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 200, b"GET\r\n\r\n", b"{}\r\n\r\n"],
)
async def test_what_is_no_http_is_refused_in_our_words(open_api, noise) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        assert await attacker.sends_bytes(noise) == 400
        attacker.saw_only_plain_refusals()
        assert (await api.http.get("/api/health")).status_code == 200


async def test_smuggled_lengths_are_refused(open_api) -> None:
    async with open_api() as api:
        attacker = Attacker(api)
        head = (f"POST {PATH} HTTP/1.1", attacker.host, attacker.token, JSON)
        both = await attacker.sends(*head, "Content-Length: 4", "Content-Length: 5", body=b"{}  ")
        assert both == 400
        attacker.saw_only_plain_refusals()
