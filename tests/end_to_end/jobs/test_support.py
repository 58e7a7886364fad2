"""J18: yesterday somebody was missing; find out, and tell support."""

import json
import re

import pytest
from PySide6.QtCore import Qt

from app.domain.sync_run import SyncStatus
from app.sandbox import MediRecordsSandbox
from tests.end_to_end.jobs.newtown import at, private_texts
from tests.end_to_end.jobs.reception import reception
from tests.end_to_end.jobs.rooms import book, specialist_rooms
from tests.support.canaries import files_of, found_in, values_of

PRIVATE = tuple(text.encode() for text in private_texts())
Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


async def yesterday(person, sandbox):
    """Among good checks two that were partly so: Gentu's, and later MediRecords', where somebody's
    appointment names no practitioner any more. These two runs.
    """
    sync, rooms_id = person.desk.services.sync, await person.join(sandbox)
    person.take_time(minutes=15)
    person.desk.gentu.faults.add("status_404", path="appointments", times=1)
    of_practice = await person.desk.sync()
    person.take_time(minutes=15)
    practice = sandbox.practice
    practice.change(practice.appointments()[0].id, practitioner_id=None)
    late = book(practice, 1, at("16:10"), 17)
    sandbox.faults.add("status_500", path=f"/patients/{late.patient_id}")
    of_rooms = await sync.run(rooms_id)
    assert {of_practice.status, of_rooms.status} == {SyncStatus.PARTIAL}
    sandbox.faults.clear()
    person.take_time(minutes=15)
    for run in (await sync.run(rooms_id), await person.desk.sync()):
        assert run.status is SyncStatus.SUCCESS
    return of_practice, of_rooms


async def by_pointer(person):
    await person.pick("filter_result", "◑ Partly")


async def by_keyboard(person):
    """Ctrl+F goes to the result, P finds it."""
    await person.press(Key.Key_F, CTRL)
    await person.write("p", at="filter_result")
    assert person.text("filter_result") == "◑ Partly"


async def save(person, page, documents):
    """Ctrl+S, and Enter on the name that the dialog offers; the file."""
    await person.until(page.save.isEnabled)
    await person.press(Key.Key_S, CTRL)
    await person.press(Key.Key_Return, at="fileNameEdit")
    await person.until(lambda: page.result.text)
    (file,) = documents.glob("*.zip")
    return file


@pytest.mark.parametrize("choose_partly", [by_pointer, by_keyboard])
async def test_j18_from_a_missing_row_to_a_file_without_anybody(
    qapp, tmp_path, documents, choose_partly
):
    how = choose_partly.__name__.replace("_", " ")
    with MediRecordsSandbox(specialist_rooms()).running() as sandbox:
        async with reception(
            qapp,
            tmp_path,
            job=f"J18 Somebody was missing, {how}",
            budget_actions=6,
            budget_s=60,
        ) as person:
            practice, rooms = await yesterday(person, sandbox)
            person.take_time(hours=22)
            person.unplug()
            await person.open()
            await person.until(lambda: "(NET-01)" in person.banner)
            person.begin()
            await person.press(Key.Key_4, CTRL)
            await person.until(lambda: person.window.page.title == "Sync history")
            page = person.window.page
            await person.until(lambda: page.table.hasFocus() and page.is_settled)
            await choose_partly(person)
            await person.until(lambda: page.is_settled and len(page.model.rows) == 2)
            assert [row.id for row in page.model.rows] == [rooms.id, practice.id], "newest first"
            await person.until(lambda: page.pane.detail and page.pane.detail.entry.id == rooms.id)
            missing = "! 1 × no practitioner (MAP-02)"
            await person.until(lambda: missing in page.pane.lines.texts)
            await person.until_told(page, "1 of 2 columns couldn't be checked")
            await person.press(Key.Key_E, CTRL | SHIFT)
            await person.until(lambda: person.window.page.title == "Support export")
            support = person.window.page
            await person.until(lambda: support.is_settled and support.export is not None)
            assert re.search(r"\d+ .*removed\.", support.total_text)
            files = files_of((await save(person, support, documents)).read_bytes())
            check_nobody_is_in(files, person.desk.gentu, sandbox)
            assert b"practitioner_missing" in files["quarantine.json"]
            assert rooms.id.encode() not in b"".join(files.values()), "ids are pseudonyms"


def check_nobody_is_in(files, *sandboxes):
    """And what is left out is said."""
    manifest = json.loads(files["manifest.json"])
    assert {each["name"] for each in manifest["files"]} <= set(files)
    assert manifest["notIncluded"]
    assert not [private for private in PRIVATE for body in files.values() if private in body]
    known = [value for sandbox in sandboxes for value in values_of(sandbox)]
    assert not [hit for body in files.values() for hit in found_in(body, known)]
