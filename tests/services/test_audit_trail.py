"""The audit trail over a real database: every deed with its entry, and every touch found."""

import asyncio
import json
import random
from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update

from app.domain.audit import AuditVerdict, Deed
from app.domain.errors import AppointmentNotFound
from app.services.audit import AuditFormat, audit_body
from app.services.audit_trail import SAME_SIGHT, AuditTrail, acting_through
from app.services.connections.service import ConnectionChanges
from app.services.sheet.desk import EditChanges
from app.store.audit import drop_before
from app.store.audit_tables import audit_anchor, audit_entries
from app.store.file.folder import audit_key_name
from tests.support.desk import front_desk


async def entries(desk):
    return await desk.services.audit.entries()


async def deeds(desk):
    return [(each.deed, each.objects) for each in await entries(desk)]


async def many_entries(desk, count):
    for number in range(count):
        await desk.services.core.audit.note(Deed.ROW_EDITED, f"row-{number}")


async def test_a_deed_is_kept_with_who_when_where_and_what(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        row = (await desk.services.run_sheet.sheet()).rows[0]
        with acting_through("program main"):
            await desk.services.desk.change(row.id, EditChanges(notes="Parking at the back"))
        entry = (await entries(desk))[-1]
        assert (entry.deed, entry.objects) == (Deed.ROW_EDITED, (row.id,))
        assert entry.through == "program main"
        assert entry.at == desk.services.now()
        assert entry.by
        assert entry.pc
        assert "Parking" not in str(await entries(desk))


async def test_a_deed_that_fails_leaves_no_entry(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await deeds(desk)
        with pytest.raises(AppointmentNotFound):
            await desk.services.desk.change("nobody", EditChanges(notes="x"))
        assert await deeds(desk) == before


async def test_what_people_do_is_kept_each_time(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        services = desk.services
        began = len(await deeds(desk))
        await services.preferences.write("looks.scheme", "dark", is_setting=True)
        await services.preferences.write("window.geometry", "0,0,9,9")
        await services.connections.change(desk.connection_id, ConnectionChanges(display_name="A"))
        token, _ = await services.api_access.create("Web sheet", ["read"])
        await services.api_access.revoke(token.id)
        await services.connections.delete(desk.connection_id)
        kept = (await deeds(desk))[began:]
        assert [deed for deed, _ in kept] == [
            Deed.SETTING_CHANGED,
            Deed.CONNECTION_CHANGED,
            Deed.ACCESS_CHANGED,
            Deed.ACCESS_CHANGED,
            Deed.SECRET_CHANGED,
            Deed.CONNECTION_CHANGED,
        ]
        assert kept[0][1] == ("looks.scheme",)
        assert "Web sheet" not in str(kept)


async def test_a_list_on_a_screen_is_kept_once_an_hour_and_a_person_each(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        began = len(await deeds(desk))
        sheet = await desk.services.run_sheet.sheet()
        await desk.services.run_sheet.sheet()
        for row in sheet.rows[:2]:
            await desk.services.run_sheet.timeline(row.history_id)
        assert [deed for deed, _ in (await deeds(desk))[began:]] == [
            Deed.LIST_SEEN,
            Deed.PERSON_SEEN,
            Deed.PERSON_SEEN,
        ]
        desk.clock.moment += SAME_SIGHT + timedelta(seconds=1)
        began = len(await deeds(desk))
        await desk.services.run_sheet.sheet()
        assert (await deeds(desk))[began:] == [(Deed.LIST_SEEN, ("today",))]


async def test_whoever_comes_back_to_a_person_has_looked_again(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        first, second = (await desk.services.run_sheet.sheet()).rows[:2]
        began = len(await deeds(desk))
        for row in (first, first, second, first):  # at a sync an open one is read again
            await desk.services.run_sheet.timeline(row.history_id)
        seen = [row.history_id for row in (first, second, first)]
        assert (await deeds(desk))[began:] == [(Deed.PERSON_SEEN, (each,)) for each in seen]


async def test_whose_changes_a_sync_brought_is_kept_once_it_is_looked_at(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        (run,) = await desk.services.history.runs()
        await desk.services.history.run(run.id)
        assert (await deeds(desk))[-1] == (Deed.LIST_SEEN, ("sync", run.id))


@pytest.mark.proves("S11")
async def test_100_touched_entries_of_a_file_are_all_found(tmp_path, figure):
    async with front_desk(tmp_path) as desk:
        await many_entries(desk, 120)
        database, count = desk.services.core.database, len(await entries(desk))
        for number in random.Random(3).sample(range(1, count), 100):
            for touch in touches(number):
                found = await database.read(found_after, touch, desk.services.core.audit)
                assert found is False, (number, str(touch))
        assert (await desk.services.audit.check()).is_whole
    figure("100 entries x 5 touches: all found")


def touches(number):
    one = audit_entries.c.number == number
    return [
        [update(audit_entries).where(one).values(by="somebody")],
        [update(audit_entries).where(one).values(deed="nothing")],
        [text(f"UPDATE audit_entries SET objects = 'no json' WHERE number = {number}")],
        [delete(audit_entries).where(one)],
        [
            update(audit_entries).where(one).values(number=-1),
            update(audit_entries).where(audit_entries.c.number == number + 1).values(number=number),
            update(audit_entries).where(audit_entries.c.number == -1).values(number=number + 1),
        ],
    ]


def found_after(sql, statements, trail):
    """Whether the chain is whole after these; they are taken back."""
    from app.store.audit import check_chain

    step = sql.begin_nested()
    for statement in statements:
        sql.execute(statement)
    verdict = check_chain(sql, key=trail._key)
    step.rollback()
    return verdict.is_whole


async def test_a_trail_without_its_newest_entries_or_its_anchor_is_found(tmp_path):
    async with front_desk(tmp_path) as desk:
        await many_entries(desk, 5)
        database, last = desk.services.core.database, len(await entries(desk))
        assert (await desk.services.audit.check()).is_whole
        await database.write(lambda sql: sql.execute(delete(audit_entries).where(
            audit_entries.c.number == last)) and None)  # fmt: skip
        assert (await desk.services.audit.check()).broken_at == last
        await database.write(lambda sql: sql.execute(delete(audit_anchor)) and None)
        assert not (await desk.services.audit.check()).is_whole


async def test_old_entries_go_and_what_stays_can_still_be_checked(tmp_path):
    async with front_desk(tmp_path) as desk:
        await many_entries(desk, 3)
        desk.clock.moment += timedelta(days=400)
        await many_entries(desk, 4)
        key = await desk.services.core.audit.key()
        moment = desk.clock.moment - timedelta(days=365)
        gone = await desk.services.core.database.write(drop_before, moment, key=key)
        assert gone >= 3
        assert len(await entries(desk)) == 4
        verdict = await desk.services.audit.check()
        assert (verdict.is_whole, verdict.count) == (True, 4)
        await many_entries(desk, 1)
        assert (await desk.services.audit.check()).count == 5


async def test_the_file_says_whether_the_trail_is_whole_and_no_cell_is_a_formula(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.services.core.audit.note(Deed.EXPORTED, "=1+1")
        saved = await desk.services.audit.save(tmp_path / "a.json", file_format=AuditFormat.JSON)
        document = json.loads((tmp_path / "a.json").read_text())
        assert document["whole"] is True
        assert len(document["entries"]) == saved.count
        assert document["entries"][-1]["objects"] == ["audit"]
        await desk.services.audit.save(tmp_path / "a.csv", file_format=AuditFormat.CSV)
        assert '"\'=1+1"' in (tmp_path / "a.csv").read_text("utf-8-sig")


async def test_two_starts_at_once_write_one_chain(tmp_path, monkeypatch):
    """Each would make a key of its own, were it not made by one at a time."""
    async with front_desk(tmp_path) as desk:
        core = desk.services.core
        trails = [
            AuditTrail(core.database, core.secrets, key_name="k", data_dir=tmp_path, now=core.now)
            for _ in range(2)
        ]
        slow = core.secrets.write

        async def write_slowly(name, secret):
            await asyncio.sleep(0)
            await slow(name, secret)

        monkeypatch.setattr(core.secrets, "write", write_slowly)
        first, second = await asyncio.gather(*(trail.key() for trail in trails))
        assert first == second


async def test_entries_whose_key_the_password_store_lost_are_told_apart_from_touched_ones(tmp_path):
    async with front_desk(tmp_path) as desk:
        core, count = desk.services.core, 5
        await many_entries(desk, count)
        older = len(await entries(desk))
        await core.secrets.delete(audit_key_name(core.installation_id))
        anew = AuditTrail(
            core.database,
            core.secrets,
            key_name=audit_key_name(core.installation_id),
            data_dir=tmp_path,
            now=core.now,
        )
        await anew.note(Deed.PRINTED)
        last = [each.deed for each in await entries(desk)][-2:]
        assert last == [Deed.AUDIT_KEY_LOST, Deed.PRINTED]
        assert await anew.check() == AuditVerdict(count=2, broken_at=None, unchecked=older)
        document = json.loads(audit_body(await entries(desk), await anew.check(), AuditFormat.JSON))
        assert (document["whole"], document["unchecked"]) == (True, older)
        touch = update(audit_entries).where(audit_entries.c.number == older + 2).values(by="x")
        await core.database.write(lambda sql: sql.execute(touch) and None)
        assert (await anew.check()).broken_at == older + 2
