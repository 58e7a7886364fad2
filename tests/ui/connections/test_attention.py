"""A connection that waits for a person is seen and heard from every page: the menu's mark."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from app.sandbox.gentu.made_up import made_up_practice
from app.services.connections.service import ConnectionChanges
from app.ui.window.attention import Attention, attention_of
from app.ui.window.nav_button import NavButton
from tests.ui.connections.desk import Desk, desk
from tests.ui.scene import DAY


def menu_entry(opened: Desk) -> NavButton:
    """The menu's entry of the Connections page."""
    found = opened.window.navigation.findChild(QPushButton, "nav_connections")
    assert isinstance(found, NavButton)
    return found


def test_the_mark_says_the_worse_of_two_and_the_words_say_both() -> None:
    both = Attention(faults=1, new_people=2)
    assert both.words == "1 needs attention, 2 new people need a choice"
    assert (both.mark, both.tone) == ("! 1", "err")
    assert Attention(new_people=1).words == "1 new person needs a choice"
    assert (Attention(new_people=1).mark, Attention(new_people=1).tone) == ("● 1", "info")
    assert Attention(faults=3).words == "3 need attention"
    assert not Attention().words


async def test_a_revoked_sign_in_is_marked_on_every_page(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        opened.window.open_today()
        entry = menu_entry(opened)
        assert (entry.accessibleName(), entry.mark) == ("Connections", "")
        opened.scene.clock.pass_by(minutes=20)
        opened.scene.gentu.practice.revoke()
        await opened.scene.sync()
        await opened.until(lambda: entry.mark == "! 1")
        assert entry.accessibleName() == "Connections, 1 needs attention"
        assert entry.toolTip().endswith(": 1 needs attention")
        await opened.until(lambda: "! connect again" in opened.window.status_bar.text)
        assert "(AUTH-0" in opened.window.banner.text


async def test_new_people_are_marked_until_someone_chooses(
    qapp: QApplication, tmp_path: Path
) -> None:
    practice = made_up_practice(DAY)
    async with desk(qapp, tmp_path, practice=practice, is_ready=True) as opened:
        practice.add_practitioner("Newcomer", "Locum")
        await opened.services.mapping.people(opened.scene.connection_id, refresh=True)
        entry = menu_entry(opened)
        await opened.until(lambda: entry.mark == "● 1")
        assert entry.accessibleName() == "Connections, 1 new person needs a choice"
        await opened.scene.map_everybody()
        await opened.until(lambda: not entry.mark)
        assert entry.accessibleName() == "Connections"


async def test_what_a_person_switched_off_may_grow_old(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        opened.scene.clock.pass_by(hours=3)
        assert attention_of(await opened.services.connections.list()).faults == 1
        changes = ConnectionChanges(sync_enabled=False)
        await opened.services.connections.change(opened.scene.connection_id, changes)
        assert not attention_of(await opened.services.connections.list()).faults
        await opened.settle()
