"""The lock's states: its window, a wrong try, the form in Settings."""

from app.ui.settings.lock_row import LockRow
from tests.ui.studio import Shot, Studio

PIN = "2580"


async def locked(studio: Studio) -> None:
    """The window in place of all others."""
    await studio.scene.ready()
    window = await studio.open()
    await studio.scene.services.lock.choose_pin(PIN)
    await studio.scene.services.lock.lock()
    curtain = window.curtain
    assert curtain is not None
    await studio.until(lambda: curtain.lock is not None and curtain.lock.asks.text() == "PIN")


async def wrong(studio: Studio) -> None:
    """After a wrong PIN."""
    await locked(studio)
    curtain = studio.window.curtain
    assert curtain is not None
    lock = curtain.lock
    assert lock is not None
    lock.field.setText("1357")
    lock.tried.emit()
    await studio.until(lambda: bool(lock.fault.text))


async def chosen(studio: Studio) -> LockRow:
    """Settings, where a PIN opens it."""
    await studio.scene.ready()
    await studio.scene.services.lock.choose_pin(PIN)
    window = await studio.open()
    window.open_settings("privacy")
    page = window.page
    assert page is not None
    await studio.until(lambda: page.is_filled and not page.tasks.running)
    row = page.findChild(LockRow)
    assert row is not None
    await studio.until(row.off.isVisible)
    studio.in_view = row
    return row


async def changing(studio: Studio) -> None:
    """The form of another PIN, refused."""
    row = await chosen(studio)
    row.pin.click()
    row.current.field.setText(PIN)
    row.new.field.setText("1234")
    row.save.click()
    await studio.until(lambda: bool(row.fault.text))
    studio.in_view = row.save


SHOTS = [
    Shot(name="lock", build=locked),
    Shot(name="lock-wrong", build=wrong),
    Shot(name="settings-lock", build=chosen),
    Shot(name="settings-lock-changing", build=changing),
]
