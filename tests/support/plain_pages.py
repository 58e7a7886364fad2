"""An encrypted file as its bytes would be in clear, page by page: what a deleted row left, too.

SQLCipher 4 with a raw key: AES-256 in CBC mode, a page of 4096 bytes with 80 of its own at its end
(the vector, then the code that proves it), the first page with a salt of 16 bytes at its start.
"""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, VECTOR, SALT = 4096, 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def plain_bytes(path: Path, key: bytes) -> bytes:
    """The pages of a database, or of the log beside one."""
    raw = path.read_bytes()
    if path.name.endswith("-wal"):
        step, start = PAGE + _FRAME_HEADER, _LOG_HEADER
        pages = [raw[at + _FRAME_HEADER : at + step] for at in range(start, len(raw), step)]
        numbers = [int.from_bytes(raw[at : at + 4], "big") for at in range(start, len(raw), step)]
    else:
        pages = [raw[at : at + PAGE] for at in range(0, len(raw), PAGE)]
        numbers = list(range(1, len(pages) + 1))
    return b"".join(
        _plain(page, number, key)
        for number, page in zip(numbers, pages, strict=True)
        if len(page) == PAGE and any(page)
    )


def _plain(page: bytes, number: int, key: bytes) -> bytes:
    vector = page[PAGE - RESERVED : PAGE - RESERVED + VECTOR]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    start = SALT if number == 1 else 0
    return decryptor.update(page[start : PAGE - RESERVED]) + decryptor.finalize()
