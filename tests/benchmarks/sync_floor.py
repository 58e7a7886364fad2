"""The floor: the least that any program must do for the same rows into the same kind of file.

Bare aiohttp, 16 requests at once, the vendor's pages as large as they may be; typed decoding by
msgspec (`floor_wire_*.py`); a dictionary diff against the stored rows; one `executemany` upsert in
one transaction. It knows no zones, statuses, removals, faults, history or second process: RunSheet
adds these.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import sqlcipher3.dbapi2 as sqlcipher

from tests.benchmarks.floor_wire import AT_ONCE, Wire
from tests.benchmarks.floor_wire_gentu import GentuWire
from tests.benchmarks.floor_wire_halaxy import HalaxyWire
from tests.benchmarks.floor_wire_medirecords import MediRecordsWire

KEY = "2f" * 32
WIRES: dict[str, type[Wire]] = {
    wire.vendor: wire for wire in (GentuWire, MediRecordsWire, HalaxyWire)
}

_TABLE = """
CREATE TABLE IF NOT EXISTS appointments (
    id TEXT, patient_id TEXT, practitioner_id TEXT, start_at TEXT, end_at TEXT, status TEXT,
    type_id TEXT, telehealth TEXT, given TEXT, family TEXT, phone TEXT, email TEXT,
    birth_date TEXT, PRIMARY KEY (id, patient_id))
"""
_UPSERT = """
INSERT INTO appointments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id, patient_id) DO UPDATE SET
    practitioner_id = excluded.practitioner_id, start_at = excluded.start_at,
    end_at = excluded.end_at, status = excluded.status, type_id = excluded.type_id,
    telehealth = excluded.telehealth, given = excluded.given, family = excluded.family,
    phone = excluded.phone, email = excluded.email, birth_date = excluded.birth_date
"""


class Floor:
    """See `worker.Side`."""

    def __init__(self, vendor: str) -> None:
        self._vendor = vendor

    async def open(self, folder: Path, *, secrets: dict[str, str] | None) -> None:  # noqa: ARG002
        folder.mkdir(parents=True, exist_ok=True)
        self._sql = sqlcipher.connect(str(folder / "floor.db"), isolation_level=None)
        self._sql.execute(f"PRAGMA key = \"x'{KEY}'\"")
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = FULL")
        self._sql.execute(_TABLE)
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        self._client = aiohttp.ClientSession(connector=connector)
        self._wire = WIRES[self._vendor](self._client)
        await self._wire.sign_in()

    async def sync(self, *, expect: str) -> int:
        rows = await self._wire.fetch()
        stored = {row[:2]: row for row in self._sql.execute("SELECT * FROM appointments")}
        changed = [row for row in rows if stored.get(row[:2]) != row]
        if changed:
            self._sql.execute("BEGIN IMMEDIATE")
            self._sql.executemany(_UPSERT, changed)
            self._sql.execute("COMMIT")
        if len(changed) != {"created": len(rows), "unchanged": 0, "updated": 2}[expect]:
            raise AssertionError(f"{len(changed)} of {len(rows)} rows changed, not {expect}")
        return len(rows)

    async def prime(self) -> None:
        await self._wire.fetch()

    def set_clock(self, moment: datetime) -> None:
        raise NotImplementedError("the floor has no clock")

    def secrets(self) -> dict[str, str]:
        return {}

    async def profile(self, *, expect: str) -> dict[str, Any]:
        raise NotImplementedError("only RunSheet is profiled")

    async def close(self) -> None:
        await self._client.close()
        self._sql.close()
