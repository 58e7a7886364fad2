"""dlt beside RunSheet: its REST source into a SQLite file, merged by the appointment's id.

    PYTHON dlt_syncs.py      one JSON line in, one out: see `tests.benchmarks.worker`

Runs in an environment of its own, which has none of RunSheet's libraries. As RunSheet's floor, it
signs in and lists the practitioners before the clock starts; then it asks for the practice's day,
cursor pages of 100, a chain per practitioner, several of them side by side.
"""

import base64
import gc
import json
import os
import sys
import urllib.request
from datetime import datetime, time
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from zoneinfo import ZoneInfo

import dlt
from dlt.sources.rest_api import rest_api_source

os.environ["RUNTIME__LOG_LEVEL"] = "ERROR"
os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"


class Dlt:
    """One pipeline in one folder."""

    def open(self, folder: str) -> dict[str, Any]:
        self._address = os.environ["RUNSHEET_GENTU_BASE_URL"]
        self._token = self._sign_in()
        tenant = f"/tenants/{self._get('/tenants')[0]['tenantId']}"
        self._day = _day_bounds(self._get(tenant)["timezone"])
        self._people = [one["id"] for one in self._get(f"{tenant}/practitioners")]
        self._path = f"{tenant}/appointments"
        place = Path(folder)
        place.mkdir(parents=True)
        self._pipeline = dlt.pipeline(
            "peer",
            destination=dlt.destinations.sqlalchemy(f"sqlite:///{place / 'peer.db'}"),
            dataset_name="main",
            pipelines_dir=str(place / "pipelines"),
        )
        return {}

    def sync(self) -> dict[str, Any]:
        """The day, loaded; the rows that were read."""
        gc.collect()
        cpu_began, began = process_time(), perf_counter()
        self._pipeline.run(self._source())
        ended, cpu_ended = perf_counter(), process_time()
        rows = self._pipeline.last_trace.last_normalize_info.row_counts["appointments"]
        return {"ms": (ended - began) * 1000, "cpu_s": cpu_ended - cpu_began, "rows": rows}

    def _source(self) -> Any:
        first, last = self._day
        resources = [
            {
                "name": f"appointments_{number}",
                "table_name": "appointments",
                "primary_key": "id",
                "write_disposition": "merge",
                "parallelized": True,
                "endpoint": {
                    "path": self._path,
                    "data_selector": "appointments",
                    "params": {
                        "fromDate": first,
                        "toDate": last,
                        "practitionerId": person,
                        "limit": 100,
                        "include": "patients,practitioners",
                    },
                },
            }
            for number, person in enumerate(self._people)
        ]
        cursor = {
            "type": "cursor",
            "cursor_path": "pagination.next",
            "cursor_param": "cursor",
        }
        client = {
            "base_url": self._address,
            "auth": {"type": "bearer", "token": self._token},
            "paginator": cursor,
        }
        return rest_api_source({"client": client, "resources": resources})

    def _sign_in(self) -> str:
        names = ("RUNSHEET_GENTU_CLIENT_ID", "RUNSHEET_GENTU_CLIENT_SECRET")
        pair = ":".join(os.environ[name] for name in names)
        headers = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
        body = b"grant_type=client_credentials"
        asked = urllib.request.Request(f"{self._address}/oauth2/token", body, headers)
        with urllib.request.urlopen(asked) as answer:
            return str(json.load(answer)["access_token"])

    def _get(self, path: str) -> Any:
        headers = {"Authorization": f"Bearer {self._token}"}
        asked = urllib.request.Request(self._address + path, headers=headers)
        with urllib.request.urlopen(asked) as answer:
            return json.load(answer)


def _day_bounds(timezone: str) -> tuple[str, str]:
    zone = ZoneInfo(timezone)
    day = datetime.now(zone).date()
    first = datetime.combine(day, time(), zone)
    last = datetime.combine(day, time(23, 59, 59, 999000), zone)
    return first.isoformat(timespec="milliseconds"), last.isoformat(timespec="milliseconds")


def _peak_mb() -> float:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return int(next(one for one in lines if one.startswith("VmHWM")).split()[1]) / 1024


def main() -> None:
    """Until its input ends."""
    side = Dlt()
    for line in sys.stdin:
        facts = json.loads(line)
        match facts["command"]:
            case "open":
                answer = side.open(facts["folder"])
            case "sync":
                answer = side.sync()
            case _:
                answer = {"peak_mb": _peak_mb()}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
