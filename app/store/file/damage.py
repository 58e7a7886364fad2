"""Whether the encrypted file is as it was written: every page of it proves itself."""

from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from app.store.file.cipher import open_to_read

_TRIES = 3


def is_damaged(data_file: Path, key: bytes) -> bool:
    """True where a page fails its proof, again and again: another RunSheet that writes one at this
    moment makes it fail once. False where the file can't be opened for another reason.
    """
    return all(_fails(data_file, key) for _ in range(_TRIES))


def _fails(data_file: Path, key: bytes) -> bool:
    try:
        with closing(open_to_read(data_file, key)) as raw:
            raw.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            return raw.execute("PRAGMA cipher_integrity_check").fetchone() is not None
    except sqlcipher.OperationalError:  # no permission, a lock, a fault of the disk
        return False
    except sqlcipher.DatabaseError:
        return True
