"""Signs the notice of a version, which RunSheets that look for updates believe.

    python packaging/announce.py key NAME              a new key: its public half for release.json
    python packaging/announce.py sign PAGE FOLDER      the notice of what lies in FOLDER, printed

The secret halves come in as RUNSHEET_UPDATE_SECRETS, `NAME=BASE64` each, parted by spaces: they are
in no file and in no list of processes. `PAGE` is where people get the version.
"""

import hashlib
import json
import os
import sys
import time
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import __version__

SECRETS = "RUNSHEET_UPDATE_SECRETS"
HOLDS = timedelta(days=90)
"""A notice is made anew at least this often, else RunSheets say that it is too old."""


def notice_text(
    *, version: str, page: str, now: datetime, files: list[Path], is_security: bool
) -> bytes:
    """What is signed. `number` is the second of its making: later ones are always higher."""
    told = {
        "product": "RunSheet",
        "number": int(now.timestamp()),
        "version": version,
        "expires_at": (now + HOLDS).isoformat(timespec="seconds"),
        "page": page,
        "security": is_security,
        "files": [_file(path) for path in files],
    }
    return json.dumps(told, indent=1).encode()


def signed(text: bytes, secrets: dict[str, bytes]) -> str:
    """The notice: the text as it is, and a signature by each key."""
    signatures = [
        {"key": name, "signature": b64encode(_key(secret).sign(text)).decode()}
        for name, secret in secrets.items()
    ]
    return json.dumps({"signed": b64encode(text).decode(), "signatures": signatures}, indent=1)


def _key(secret: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret)


def _file(path: Path) -> dict[str, object]:
    body = path.read_bytes()
    return {"name": path.name, "size": len(body), "sha256": hashlib.sha256(body).hexdigest()}


def _secrets() -> dict[str, bytes]:
    pairs = (each.partition("=") for each in os.environ.get(SECRETS, "").split())
    return {name: b64decode(secret) for name, _, secret in pairs}


def _make_key(name: str) -> None:
    key = Ed25519PrivateKey.generate()
    public = b64encode(key.public_key().public_bytes_raw()).decode()
    print(f'for packaging/release.json: "update_keys": {{"{name}": "{public}"}}')
    print(f"for {SECRETS}, kept offline: {name}={b64encode(key.private_bytes_raw()).decode()}")


def main(arguments: list[str]) -> int:
    """0 well, 2 wrong usage."""
    match arguments:
        case ["key", name]:
            _make_key(name)
        case ["sign", page, folder, *rest] if page.startswith("https://") and _secrets():
            text = notice_text(
                version=__version__,
                page=page,
                now=datetime.fromtimestamp(time.time(), UTC),
                files=sorted(path for path in Path(folder).iterdir() if path.is_file()),
                is_security="--security" in rest,
            )
            print(signed(text, _secrets()))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
