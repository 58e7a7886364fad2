"""A newer RunSheet on screen: told quietly once, then only in Settings; the page is a real one."""

import contextlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.update import Refusal, UpdateStanding, UpdateState
from app.services.pc.build import Build
from app.ui.settings.page import SettingsPage
from app.ui.settings.update_row import UpdateRow
from app.ui.settings.update_words import update_words
from tests.services.test_updates import KEYS, later, page, unsigned
from tests.ui.settings.test_settings_page import settings


@contextlib.asynccontextmanager
async def asked(qapp: QApplication, folder: Path, *answers: bytes):
    """Settings of a RunSheet that was built with an address, after *Look now*."""
    async with page([*answers], []) as address, settings(qapp, folder) as (opened, shown):
        row = shown.findChild(UpdateRow)
        assert row is not None
        await opened.until(lambda: "was built without an address" in row.known.text())
        assert not row.look_button.isVisible()
        opened.services.updates._build = Build(update_address=address, update_keys=KEYS)
        row._load()
        await opened.until(row.look_button.isVisible)
        row.look_button.setFocus()
        QTest.keyClick(row.look_button, Qt.Key.Key_Space)
        yield opened, row


def menu_entry(opened) -> str:
    return opened.window.navigation._buttons[-1].accessibleName()


async def test_a_newer_version_is_on_a_banner_once_and_stays_in_settings(qapp, tmp_path):
    async with asked(qapp, tmp_path, later()) as (opened, row):
        await opened.until(row.page_button.isVisible)
        assert row.known.text() == "RunSheet 99.0.0 is ready."
        banner = opened.window.banner
        await opened.until(lambda: "99.0.0" in banner.text)
        await opened.until(lambda: "RunSheet 99.0.0 is ready" in menu_entry(opened))
        opened.window.open_today()
        show, got_it = banner.buttons[:2]
        show.click()
        assert isinstance(opened.window.page, SettingsPage)
        got_it = next(each for each in banner.buttons if each.text() == "Got it")
        got_it.click()
        await opened.until(lambda: "99.0.0" not in banner.text)
        assert "RunSheet 99.0.0 is ready" in menu_entry(opened)
        assert row.known.text() == "RunSheet 99.0.0 is ready."


async def test_a_notice_that_is_not_believed_says_why_and_offers_nothing(qapp, tmp_path):
    async with asked(qapp, tmp_path, unsigned()) as (opened, row):
        await opened.until(lambda: "not signed" in row.known.text())
        assert not row.page_button.isVisible()
        assert "99" not in opened.window.banner.text


async def test_a_page_that_does_not_answer_as_it_should_is_a_fault_at_the_row(qapp, tmp_path):
    async with asked(qapp, tmp_path, b"<html>a portal</html>") as (opened, row):
        await opened.until(lambda: bool(row.error) and row.look_button.isEnabled())


@pytest.mark.parametrize("state", [each for each in UpdateState if each is not UpdateState.READY])
def test_every_state_has_its_words(state: UpdateState) -> None:
    assert update_words(UpdateStanding(state=state))


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_has_its_words(refusal: Refusal) -> None:
    assert update_words(UpdateStanding(state=UpdateState.LATEST, refusal=refusal))
