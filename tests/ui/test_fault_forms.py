"""The faults that a form tells: what was typed stays there, and the next step is a press away."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import delete

from app.sandbox.halaxy.records import Organization
from app.secrets import LONGEST_SECRET
from app.services.sheet.desk import ManualRow
from app.store.schema import run_sheet_appointments
from app.ui.run import Application
from tests.ui.connections.vendor_desk import Hands, hands, hands_on, vendor_scene
from tests.ui.studio import studio_on
from tests.ui.test_fault_catalogue import by_keyboard
from tests.ui.today.hands import (
    CONTROL,
    ELEVEN,
    button,
    card_of_row,
    cards,
    coming,
    opened,
    press,
    type_text,
)


async def test_a_key_for_several_practices_is_refused_at_the_form(
    qapp: QApplication, tmp_path: Path
) -> None:
    """AUTH-12: nothing says which one is meant; with a key for one it goes on."""
    async with hands(qapp, tmp_path, "halaxy") as person:
        practice = person.scene.sandbox.practice
        practice.put_organization(Organization(id="PG-777", name="Another Allied Health"))
        await person.begin()
        person.sign_in()
        await person.until(lambda: "(AUTH-12)" in person.text("sign_in_error"))
        assert "needs a key for one of them" in person.text("sign_in_error")
        practice._organizations.pop("PG-777")
        practice.put_organization(practice.organization(practice.account_id))
        person.sign_in()
        await person.until_shown("practice_name")


async def test_a_key_that_no_password_store_holds_is_refused_and_nothing_is_kept(
    qapp: QApplication, tmp_path: Path
) -> None:
    """KEY-05."""
    async with vendor_scene(tmp_path, "medirecords", memory_secrets=False) as around:
        around.sandbox.tokens._count = 10**LONGEST_SECRET
        async with hands_on(qapp, around) as person:
            await person.connect()
            person.press_yes()
            await person.until(lambda: "(KEY-05)" in told(person))
            (overview,) = await around.services.connections.list()
            around.connection_id = overview.connection.id
            assert await around.secret() is None
            around.sandbox.tokens._count = 7
            person.sign_in()
            await person.until_shown("yes_continue")
            person.press_yes()
            await person.until(lambda: "will show" in person.text("preview_summary"))
            assert around.sandbox.tokens.api_token in (await around.secret() or "")


def told(person: Hands) -> str:
    """Every word on the page."""
    return "\n".join(each.text() for each in person.page.findChildren(QLabel) if each.isVisible())


async def test_a_note_that_a_colleague_wrote_meanwhile_is_not_written_over(
    qapp: Application, tmp_path: Path
) -> None:
    """EDIT-01: what the colleague wrote stays, and is there to be read."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        card = coming(page)
        page.board.select(card.id)
        press(Qt.Key.Key_O)
        type_text("Mine")
        await studio.scene.services.desk.set_note(card.id, "Theirs", seen=None)
        press(Qt.Key.Key_Return, CONTROL)
        bar = page.edits.note_bar
        assert bar is not None
        await studio.until(lambda: bar.text.startswith("A note that you wrote is not saved"))
        await by_keyboard(bar.buttons[0])
        choice = page.edits.section.choice
        assert "Theirs" in choice.text
        assert page.edits.section.note.toPlainText() == "Mine"
        await by_keyboard(choice.theirs_button)
        assert page.edits.section.note.toPlainText() == "Theirs"
        await studio.until(lambda: card_of_row(page, card.row).row.notes == "Theirs")


async def test_a_row_that_was_removed_meanwhile_is_told_and_goes(
    qapp: Application, tmp_path: Path
) -> None:
    """ASK-03: another window of RunSheet was faster, which nobody has told this one."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row, services = coming(page).row, studio.scene.services
        row_id = await services.desk.add_row(
            ManualRow(start=row.start, minutes=15, clinician_id=row.clinician_id, last_name="Lee")
        )
        await studio.until(lambda: row_id in {card.id for card in cards(page)})
        page.board.select(row_id)
        press(Qt.Key.Key_Return)
        await services.core.database.write(
            lambda sql: sql.execute(
                delete(run_sheet_appointments).where(run_sheet_appointments.c.id == row_id)
            )
        )
        await by_keyboard(button(page, "drawer_remove"))
        bar = studio.window.message_bar
        await studio.until(lambda: "(ASK-03)" in bar.text)
        await by_keyboard(bar.buttons[0])
        page.context.feed.refresh()
        await studio.until(lambda: row_id not in {card.id for card in cards(page)})
