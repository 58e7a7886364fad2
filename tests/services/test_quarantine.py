"""Records that can't be read: counted, kept in mind, never fatal, never taken for gone."""

import json

from app.adapters.pms.gentu.client import GentuAdapter
from app.domain.sync_run import SyncStatus
from app.sandbox import GentuSandbox, made_up_practice
from app.store.schema import pms_practitioners, sync_quarantine
from tests.support.desk import DAY, Clock
from tests.support.memory_vendor import MemoryVendor, memory_desk


class SpoiltVendor(MemoryVendor):
    """Answers the lists with `spoilt` fields in the records of these appointments."""

    def __init__(self):
        super().__init__(GentuSandbox(made_up_practice(DAY)))
        self.spoilt = {}
        self.spoil = self._spoil

    def _spoil(self, call, body):
        if not call.path.endswith("/appointments"):
            return body
        page = json.loads(body)
        for record in page["appointments"]:
            record.update(self.spoilt.get(record["id"], {}))
        return json.dumps(page).encode()

    def plain_rows(self):
        """The day's live rows with one patient."""
        book = self.practice.appointments(DAY)
        return [row for row in book if len(row.patient_ids) == 1 and not row.cancelled_at]


async def test_a_record_that_cannot_be_read_is_counted_and_its_row_stays_as_it_was(tmp_path):
    vendor, clock = SpoiltVendor(), Clock()
    async with memory_desk(tmp_path, vendor, clock=clock, open_adapter=GentuAdapter.open) as desk:
        await desk.sync()
        before, first_seen = await desk.stored(), clock()
        victim = vendor.plain_rows()[10]
        vendor.spoilt[victim.id] = {"startAt": None}
        runs = []
        for _ in range(2):
            runs.append(await desk.sync())
            clock.advance(minutes=15)
        (kept,) = await desk.read(sync_quarantine)
        assert await desk.stored() == before
        vendor.spoilt.clear()
        healed = await desk.sync()
        assert await desk.read(sync_quarantine) == []
        assert await desk.stored() == before
    for run in runs:
        assert (run.status, run.counts.quarantined, run.counts.removed) == ("success", 1, 0)
        assert (
            {one.pms_practitioner_id: one.quarantined for one in run.outcomes}[
                victim.practitioner_id
            ]
            == sum(one.quarantined for one in run.outcomes)
            == 1
        )
    assert (kept["pms_appointment_id"], kept["reason"]) == (victim.id, "start_missing")
    assert (kept["first_seen_at"], kept["seen_count"]) == (first_seen, 2)
    assert kept["last_seen_at"] > first_seen
    assert (healed.counts.quarantined, healed.counts.unchanged) == (0, len(before))


async def test_a_record_without_an_id_makes_the_list_not_whole_and_nothing_is_gone(tmp_path):
    vendor, clock = SpoiltVendor(), Clock()
    async with memory_desk(tmp_path, vendor, clock=clock, open_adapter=GentuAdapter.open) as desk:
        nameless, gone = vendor.plain_rows()[10], vendor.plain_rows()[11]
        vendor.practice.move(gone.id, practitioner_id=nameless.practitioner_id)
        await desk.sync()
        before, success = await desk.stored(), clock()
        clock.advance(minutes=15)
        vendor.spoilt[nameless.id] = {"id": None}
        vendor.practice.delete(gone.id)
        run = await desk.sync()
        assert await desk.stored() == before
        people = await desk.read(pms_practitioners)
        vendor.spoilt.clear()
        healed = await desk.sync()
    (facts,) = [one for one in people if one["pms_practitioner_id"] == nameless.practitioner_id]
    assert (run.status, run.error_code) == (SyncStatus.PARTIAL, "DATA-08")
    assert (run.counts.quarantined, run.counts.removed, run.counts.held) == (1, 0, 0)
    assert (facts["last_error_code"], facts["failures_in_a_row"]) == ("DATA-08", 1)
    assert (facts["last_success_at"], facts["last_attempt_at"]) == (success, clock())
    assert (healed.status, healed.counts.removed) == (SyncStatus.SUCCESS, 1)
