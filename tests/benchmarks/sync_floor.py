"""The floor: the least that any program must do for the same rows into the same kind of file.

Bare aiohttp, 16 requests at once, cursor pages of 100 in one chain per practitioner; typed decoding
by msgspec; a dictionary diff against the stored rows; one `executemany` upsert in one transaction.
It knows no zones, statuses, removals, faults, history or second process: RunSheet adds these.
"""

import asyncio
import os
from base64 import b64encode
from datetime import datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import sqlcipher3.dbapi2 as sqlcipher

from tests.benchmarks.floor_wire import Row, decode_page, rows_of

KEY = "2f" * 32
AT_ONCE = 16


_TABLE = """
CREATE TABLE IF NOT EXISTS appointments (
    id TEXT, patient_id TEXT, practitioner_id TEXT, start_at TEXT, end_at TEXT, status TEXT,
    type_id TEXT, given TEXT, family TEXT, phone TEXT, email TEXT, birth_date TEXT,
    PRIMARY KEY (id, patient_id))
"""
_UPSERT = """
INSERT INTO appointments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id, patient_id) DO UPDATE SET
    practitioner_id = excluded.practitioner_id, start_at = excluded.start_at,
    end_at = excluded.end_at, status = excluded.status, type_id = excluded.type_id,
    given = excluded.given, family = excluded.family, phone = excluded.phone,
    email = excluded.email, birth_date = excluded.birth_date
"""


class Floor:
    """See `worker.Side`."""

    async def open(self, folder: Path, *, secrets: dict[str, str] | None) -> None:  # noqa: ARG002
        folder.mkdir(parents=True, exist_ok=True)
        self._sql = sqlcipher.connect(str(folder / "floor.db"), isolation_level=None)
        self._sql.execute(f"PRAGMA key = \"x'{KEY}'\"")
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = FULL")
        self._sql.execute(_TABLE)
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        self._client = aiohttp.ClientSession(connector=connector)
        self._address = os.environ["RUNSHEET_GENTU_BASE_URL"]
        await self._sign_in()
        tenants = await self._get_json("/tenants")
        self._tenant = f"/tenants/{tenants[0]['tenantId']}"
        self._day = _day_bounds((await self._get_json(self._tenant))["timezone"])
        people = await self._get_json(f"{self._tenant}/practitioners")
        self._practitioners = [one["id"] for one in people]

    async def sync(self, *, expect: str) -> int:
        rows = await self._fetch()
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
        await self._fetch()

    def secrets(self) -> dict[str, str]:
        return {}

    async def profile(self, *, expect: str) -> dict[str, Any]:
        raise NotImplementedError("only RunSheet is profiled")

    async def close(self) -> None:
        await self._client.close()
        self._sql.close()

    async def _sign_in(self) -> None:
        names = ("RUNSHEET_GENTU_CLIENT_ID", "RUNSHEET_GENTU_CLIENT_SECRET")
        pair = ":".join(os.environ[name] for name in names)
        self._headers = {"Authorization": "Basic " + b64encode(pair.encode()).decode()}
        async with self._client.post(
            self._address + "/oauth2/token",
            headers=self._headers,
            data={"grant_type": "client_credentials"},
        ) as answer:
            token = (await answer.json())["access_token"]
        self._headers = {"Authorization": f"Bearer {token}"}

    async def _get_json(self, path: str) -> Any:
        async with self._client.get(self._address + path, headers=self._headers) as answer:
            return await answer.json()

    async def _fetch(self) -> list[Row]:
        slots = asyncio.Semaphore(AT_ONCE)
        columns = await asyncio.gather(*(self._column(one, slots) for one in self._practitioners))
        return [row for column in columns for row in column]

    async def _column(self, practitioner_id: str, slots: asyncio.Semaphore) -> list[Row]:
        first, last = self._day
        query = {
            "fromDate": first,
            "toDate": last,
            "practitionerId": practitioner_id,
            "limit": "100",
            "include": "patients,practitioners",
        }
        rows: list[Row] = []
        async with slots:
            while True:
                async with self._client.get(
                    f"{self._address}{self._tenant}/appointments",
                    params=query,
                    headers=self._headers,
                ) as answer:
                    answer.raise_for_status()
                    page = decode_page(await answer.read())
                rows += rows_of(page, practitioner_id)
                if page.pagination.next is None:
                    return rows
                query["cursor"] = page.pagination.next


def _day_bounds(timezone: str) -> tuple[str, str]:
    """The practice's today in the words that RunSheet uses too: the server keeps pages by them."""
    zone = ZoneInfo(timezone)
    day = datetime.now(zone).date()
    first = datetime.combine(day, time(), zone)
    last = datetime.combine(day, time(23, 59, 59, 999000), zone)
    return first.isoformat(timespec="milliseconds"), last.isoformat(timespec="milliseconds")
