"""The audit trail in Settings: checked and saved from the keyboard; what faces do is in it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import update

from app.domain.audit import Deed
from app.store.audit_tables import audit_entries
from app.ui.settings.audit_row import AuditRow
from tests.ui.settings.test_settings_page import pick, saved, settings

ROW = "0192a3b4-0000-7000-8000-000000000001"


async def deeds(opened):
    return [each.deed for each in await opened.services.audit.entries()]


async def test_a_whole_trail_is_told_and_a_touched_one_with_its_entry(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        row = page.findChild(AuditRow)
        assert row is not None
        row.check.setFocus()
        QTest.keyClick(row.check, Qt.Key.Key_Space)
        await opened.until(row.verdict.isVisible)
        assert row.verdict.text().startswith("Untouched: ")
        touched = update(audit_entries).where(audit_entries.c.number == 2).values(by="somebody")
        await opened.services.core.database.write(lambda sql: sql.execute(touched) and None)
        QTest.keyClick(row.check, Qt.Key.Key_Space)
        await opened.until(lambda: "entry 2" in row.verdict.text())
        assert "Somebody touched it" in row.verdict.text()


async def test_a_setting_that_a_person_chose_is_an_entry(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        pick(page.row("theme"), "dark")
        assert await saved(opened, "theme") == "dark"
        entries = await opened.services.audit.entries()
        assert (entries[-1].deed, entries[-1].objects) == (Deed.SETTING_CHANGED, ("theme",))
        assert entries[-1].through == "window"


async def test_a_peek_is_an_entry(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        privacy = page.context.privacy
        privacy.turn_on()
        privacy.peek(ROW)
        await opened.until(lambda: not privacy._tasks.running)
        entries = await opened.services.audit.entries()
        assert (Deed.PEEKED, (ROW,)) in [(each.deed, each.objects) for each in entries]
