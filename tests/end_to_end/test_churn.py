"""Days that change while they are read: nothing is taken off falsely, nothing is missed.

In memory MediRecords and Halaxy are churned for 750 days each, Gentu for 750 with each of its two
kinds of cursor: 375 with few changes, 375 with many. Over real HTTP it is 30 days for each vendor.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from dataclasses import asdict

import pytest

from app.adapters.base import PractitionerDay
from app.adapters.http import HttpClient
from app.adapters.pms.gentu.client import GentuAdapter
from app.adapters.pms.gentu.mapping import Context, read_appointment
from app.domain.errors import NotFound
from app.domain.sync_run import SyncStatus
from app.sandbox import CursorStyle
from tests.support.churn import Churn, book_of, false_removals, sheet_of, small_practice
from tests.support.churn_run import STYLES, Tally, run_days
from tests.support.desk import DAY, Clock, OwnVendors, on_request, opened
from tests.support.systems import SYSTEMS

SHARDS = [(rate, style) for rate in (0.02, 0.2) for style in STYLES]
DAYS_OF_A_SHARD = 375
"""Of each rate and style: twice as many of each vendor."""

AT_ONCE = 2
"""As many as the smallest build machine has processors: the tests beside it want theirs."""

HTTP_DAYS = 30
HTTP_OPTIONS = {
    "gentu": {"cursors": CursorStyle.OFFSET},
    "medirecords": {},
    "halaxy": {"quota_per_minute": None},  # sixty days in one real minute
}
MOST_REQUESTS = {"gentu": 14, "medirecords": 16, "halaxy": 17}


@pytest.mark.proves("R4")
async def test_over_750_churning_days_of_each_vendor_nothing_is_removed_falsely_or_missed(
    tmp_path, figure
):
    slots = asyncio.Semaphore(AT_ONCE)
    shards = await asyncio.gather(
        *(_shard(slots, tmp_path / f"{place}", *shard) for place, shard in enumerate(SHARDS))
    )
    for (rate, style), tally in zip(SHARDS, shards, strict=True):
        print(rate, style, asdict(tally))
    figure(f"{len(SHARDS) * DAYS_OF_A_SHARD:,} days: 0 taken off falsely, 0 missed")
    days = Counter(style.partition("-")[0] for _, style in SHARDS for _ in range(DAYS_OF_A_SHARD))
    assert days == {"gentu": 750 * len(CursorStyle), "medirecords": 750, "halaxy": 750}
    for (rate, style), tally in zip(SHARDS, shards, strict=True):
        assert tally.days == DAYS_OF_A_SHARD
        assert tally.strikes >= DAYS_OF_A_SHARD * rate * 4
        assert (tally.false_removals, tally.missed, tally.wrong_after_quiet) == (0, 0, 0), style
        assert tally.requests / tally.days <= MOST_REQUESTS[style.partition("-")[0]]
        assert tally.held <= DAYS_OF_A_SHARD / 50
        assert tally.quiet_days >= DAYS_OF_A_SHARD / 5


async def _shard(slots, folder, rate, style):
    arguments = ("-m", "tests.support.churn_run", folder, str(DAYS_OF_A_SHARD), str(rate), style)
    async with slots:
        return await _run_shard(arguments)


async def _run_shard(arguments):
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return Tally(**json.loads(output))


class Naive(GentuAdapter):
    """One pass is the truth: what it does not hold is gone, and nobody is asked again."""

    seen: frozenset[str] = frozenset()

    async def fetch_day(self, day, practitioner_ids, known):  # noqa: ARG002  # the protocol
        for practitioner_id in practitioner_ids:
            records, patients, cursor = {}, {}, None
            while True:
                page = (await self.page(day, practitioner_id, cursor)).json_object()
                records.update((one["id"], one) for one in page["appointments"])
                patients.update((one["id"], one) for one in page["patients"])
                if (cursor := page["pagination"]["next"]) is None:
                    break
            found, _ = await self.find_patients(records.values(), patients)
            context = Context(pms_practitioner_id=practitioner_id, type_minutes={}, patients=found)
            rows = [read_appointment(record, context) for record in records.values()]
            self.seen |= set(records)
            yield PractitionerDay(
                pms_practitioner_id=practitioner_id,
                is_complete=True,
                appointments=tuple(row for each in rows for row in each),
            )

    async def appointment(self, pms_appointment_id):
        if pms_appointment_id not in self.seen:
            raise NotFound(system="Gentu")
        return await super().appointment(pms_appointment_id)


def open_naive(http, account):
    return Naive.open(http, account, page_size=5)


@pytest.mark.proves("R4", control=True)
async def test_the_naive_rule_of_one_pass_fails_120_such_days_of_gentu(tmp_path, figure):
    tally = await run_days(
        tmp_path, days=120, rate=0.2, style="gentu-offset", open_adapter=open_naive
    )
    figure(f"{tally.false_removals} taken off falsely, {tally.missed} missed in 120 days")
    assert tally.false_removals > 0
    assert tally.missed > 0


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS)
async def test_30_churning_days_of_each_vendor_over_real_http_lose_nothing(tmp_path, system):
    dice = random.Random("http")
    practice = small_practice(DAY, dice, rows=18, system=system.pms_type)
    people = [one.id for one in practice.practitioners() if one.active][:2]
    churn = Churn(system=system, practice=practice, day=DAY, dice=dice, rate=0.1, people=people)
    wrong = 0
    made = system.sandbox(practice, **HTTP_OPTIONS[system.pms_type])
    with made.running() as sandbox, on_request(sandbox, churn):
        vendors = OwnVendors(HttpClient(), open_adapter=system.open_small_pages)
        async with opened(tmp_path / "desk", sandbox, clock=Clock(), vendors=vendors) as desk:
            await desk.connect()
            for _ in range(HTTP_DAYS):
                churn.is_on = True
                await desk.sync(day=DAY)
                churn.is_on = False
                stored = await desk.stored()
                wrong += len(false_removals(stored, practice))
                quiet = await desk.sync(day=DAY)
                book, sheet = book_of(practice, DAY), sheet_of(await desk.stored(), DAY)
                sheet = {key: at for key, at in sheet.items() if key in book or not at[2]}
                wrong += sheet != book or quiet.status is not SyncStatus.SUCCESS
        assert sandbox.violations == []
    assert churn.strikes > HTTP_DAYS / 2
    assert wrong == 0
