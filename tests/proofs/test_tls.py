"""Certificates that must not be taken, and what would take them."""

import contextlib
import ssl
import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.adapters.http import HttpClient
from app.domain.errors import Blocked

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
BAD = {
    "signed by itself": {},
    "of an authority that nobody knows": {"has_authority": True},
    "expired": {"has_authority": True, "start": NOW - 30 * DAY, "end": NOW - DAY},
    "not valid yet": {"has_authority": True, "start": NOW + DAY, "end": NOW + 30 * DAY},
    "of another host": {"has_authority": True, "host": "elsewhere.example"},
    "not for servers": {"has_authority": True, "use": ExtendedKeyUsageOID.CLIENT_AUTH},
    "over TLS 1.1": {"newest": ssl.TLSVersion.TLSv1_1},
}


def certificate(
    *, has_authority=False, start=NOW - DAY, end=NOW + DAY, host=None, use=None, newest=None
):
    """A key and a certificate of 127.0.0.1 as PEM, made now."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host or "127.0.0.1")])
    names = x509.DNSName(host) if host else x509.IPAddress(ip_address("127.0.0.1"))
    signer, issuer = key, name
    if has_authority:
        signer = ec.generate_private_key(ec.SECP256R1())
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nobody's authority")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectAlternativeName([names]), critical=False)
        .add_extension(
            x509.ExtendedKeyUsage([use or ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .sign(signer, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = serialization.PrivateFormat.PKCS8
    return made.public_bytes(pem) + key.private_bytes(pem, private, serialization.NoEncryption())


class Vendor(BaseHTTPRequestHandler):
    """Answers every GET with an empty object, and counts them."""

    def __init__(self, asked, *rest):
        self.asked = asked
        super().__init__(*rest)

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_):
        """Nothing."""


class Server(ThreadingHTTPServer):
    """A handshake that is broken off is what these tests want."""

    def handle_error(self, *_):
        """Nothing."""


@contextlib.contextmanager
def vendor(folder, **kind):
    """Its address, and the paths that were asked for."""
    file, asked = folder / "both.pem", []
    file.write_bytes(certificate(**kind))
    server = Server(("127.0.0.1", 0), partial(Vendor, asked))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    if kind.get("newest"):
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1_1
        context.maximum_version = kind["newest"]
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.proves("S8")
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize("kind", BAD)
async def test_a_bad_certificate_is_refused_before_a_byte_is_asked(tmp_path, kind, figure):
    with vendor(tmp_path, **BAD[kind]) as (address, asked):
        http = HttpClient()
        view = http.view(system="Gentu", base_url=address, sign_in=None, rate_limit=None)
        with pytest.raises(Blocked):
            await view.get("/patients")
        await http.aclose()
    assert asked == []
    figure(f"{len(BAD)} kinds of bad certificates refused")


@pytest.mark.proves("S8", control=True)
def test_without_the_check_all_of_them_would_be_taken(tmp_path, figure):
    taken = 0
    for kind in [kind for kind in BAD if kind != "over TLS 1.1"]:
        with vendor(tmp_path, **BAD[kind]) as (address, asked):
            httpx.get(f"{address}/patients", verify=False, trust_env=False)
            taken += len(asked)
    figure(f"{taken} taken")
    assert taken == len(BAD) - 1
