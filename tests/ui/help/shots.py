"""The Help window: at a page, at a fault, and what was found."""

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from app.ui import keys
from app.ui.help.window import HelpWindow
from tests.ui.studio import Shot, Studio


async def help_at_today(studio: Studio) -> HelpWindow:
    """F1 on the board."""
    await studio.scene.ready()
    await studio.open()
    return await press_help(studio)


async def press_help(studio: Studio) -> HelpWindow:
    """F1 where the focus is."""
    QTest.keySequence(studio.window, QKeySequence(keys.HELP[0]))
    await studio.until(lambda: any(each.isActiveWindow() for each in helps(studio)))
    return helps(studio)[0]


def helps(studio: Studio) -> list[HelpWindow]:
    """The window's Help; none before it was asked for."""
    return studio.window.findChildren(HelpWindow)


async def help_at_a_fault(studio: Studio) -> HelpWindow:
    """F1 on the banner of a system that can't be reached."""
    await studio.scene.ready()
    await studio.open()
    studio.scene.gentu.faults.add("drop", path="/appointments")
    studio.scene.clock.pass_by(minutes=6)
    await studio.scene.sync()
    banner = studio.window.banner
    await studio.until(lambda: "NET-02" in banner.text)
    banner.buttons[0].setFocus()
    return await press_help(studio)


async def found_in_help(studio: Studio) -> None:
    window = await help_at_today(studio)
    window.find_box.setText("recovery code")
    QTest.keySequence(window.find_box, QKeySequence("Return"))


SHOTS = [
    Shot(name="help-today", build=help_at_today),
    Shot(name="help-fault", build=help_at_a_fault),
    Shot(name="help-found", build=found_in_help),
]
