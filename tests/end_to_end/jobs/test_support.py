"""J18: yesterday somebody was missing; find out, and tell support."""

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.domain.sync_run import SyncStatus
from tests.end_to_end.jobs.newtown import private_texts
from tests.end_to_end.jobs.reception import reception
from tests.support.canaries import files_of, found_in, values_of

PRIVATE = tuple(text.encode() for text in private_texts())
Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


async def test_j18_from_a_missing_row_to_a_file_without_anybody(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J18 Somebody was missing", budget_actions=6, budget_s=60
    ) as person:
        row = person.practice.appointments()[0]
        person.practice.change(row.id, names_practitioner=False)
        person.take_time(minutes=15)
        await person.desk.sync()
        person.desk.gentu.faults.add("status_404", path="appointments", times=1)
        person.take_time(minutes=15)
        run = await person.desk.sync()
        assert run.status is SyncStatus.PARTIAL
        await person.open()
        person.unplug()
        person.begin()
        person.press(Key.Key_3, CTRL)
        page = person.window.page
        assert page.title == "Sync history"
        await person.until(lambda: page.pane.detail is not None)
        words = person.words_in(page)
        assert "Partly" in words
        assert "1 of 5 columns couldn't be checked" in words
        person.press(Key.Key_E, CTRL | Qt.KeyboardModifier.ShiftModifier)
        support = person.window.page
        assert support.title == "Support export"
        await person.until(lambda: support.is_settled and support.export is not None)
        person.press(Key.Key_S, CTRL)
        await person.until(
            lambda: any(each.isVisible() for each in support.findChildren(QFileDialog))
        )
        (dialog,) = support.findChildren(QFileDialog)
        target = tmp_path / "out.zip"
        field = dialog.findChild(QLineEdit)
        field.setText(str(target))
        QTest.keyClick(field, Key.Key_Return)
        person.actions += 1
        await person.until(lambda: support.result.text)
        files = files_of(target.read_bytes())
        manifest = json.loads(files["manifest.json"])
        assert {each["name"] for each in manifest["files"]} <= set(files)
        assert manifest["notIncluded"]
        assert not [private for private in PRIVATE for body in files.values() if private in body]
        hits = [
            hit for body in files.values() for hit in found_in(body, values_of(person.desk.gentu))
        ]
        assert hits == []
