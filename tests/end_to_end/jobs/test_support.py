"""J18: yesterday someone was missing; find out why, and save what support needs."""

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.domain.sync_run import SyncStatus
from tests.end_to_end.jobs.newtown import private_texts
from tests.end_to_end.jobs.reception import Reception, reception
from tests.support.canaries import files_of, found_in, values_of


async def choose(person: Reception, name: str, words: str) -> None:
    """Opens a combo and clicks a line of it: two clicks."""
    combo = person.find(name)
    person.actions += 2
    combo.setCurrentIndex(combo.findText(words, Qt.MatchFlag.MatchContains))
    await person.rest()


async def save_as(person: Reception, path: str) -> None:
    """A name in the dialog and Enter: one action, the name is offered."""
    await person.until(lambda: [d for d in _dialogs(person) if d.isVisible()])
    (dialog,) = _dialogs(person)
    field = dialog.findChild(QLineEdit)
    assert field.text().startswith("RunSheet-support-2025-11-18-")
    field.setText(path)
    field.setFocus()
    person.press(Qt.Key.Key_Return)


def _dialogs(person: Reception) -> list[QFileDialog]:
    return person.window.findChildren(QFileDialog)


async def test_j18_a_missing_row_is_found_and_support_gets_a_file_without_anybody(qapp, tmp_path):
    async with reception(
        qapp,
        tmp_path,
        job="J18 Someone was missing: tell support",
        budget_actions=6,
        budget_s=20,
    ) as person:
        person.desk.gentu.faults.add("status_404", path="appointments", times=1)
        person.take_time(minutes=16)
        run = await person.desk.sync()
        assert run.status is SyncStatus.PARTIAL
        person.take_time(minutes=16)
        await person.open()
        person.unplug()
        person.begin()
        person.click("nav_sync history")
        history = person.window.page
        await person.until(lambda: history.is_settled and history.model.rows)
        await choose(person, "filter_result", "Partly")
        await person.until(lambda: history.is_settled and len(history.model.rows) == 1)
        await person.until(lambda: history.pane.detail.entry.run.id == run.id)
        assert any(line.startswith("! Dr Priya Nair: ") for line in history.pane.lines.texts)
        person.click("support_export")
        page = person.window.page
        await person.until(lambda: page.is_settled and page.export is not None)
        assert "removed" in page.total_text
        person.click("support_save")
        target = tmp_path / "for-support.zip"
        await save_as(person, str(target))
        await person.until(lambda: page.result.text.startswith("Saved for-support.zip"))
        files = files_of(target.read_bytes())
        told = json.loads(files["manifest.json"])
        assert told["notIncluded"]
        assert told["foundBySecondLook"] == 0
        assert [step["errorCode"] for step in json.loads(files["sync-history.json"])[0]["steps"]]
        values = {*values_of(person.desk.gentu), *private_texts()}
        assert len(values) > 80
        assert [hit for body in files.values() for hit in found_in(body, values)] == []
