"""The group *Security* in Settings, each row open, and the receipt of a removal."""

from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.services.keys.removal import RemovalReceipt, contents_of
from app.ui.security.key_row import KeyRow
from app.ui.security.recovery import RecoveryOffer
from app.ui.start.receipt import ReceiptWindow
from tests.ui.connections.shots import first_list
from tests.ui.scene import scene
from tests.ui.studio import Shot, Studio


async def shown(studio: Studio, name: str) -> KeyRow:
    """A row in view, once it has read how the key stands."""
    window = await studio.open()
    window.open_settings("security")
    page = window.page
    assert page is not None
    await studio.until(lambda: page.is_filled and not page.tasks.running)  # type: ignore[attr-defined]
    row = page.findChild(KeyRow, f"setting_{name}")
    assert row is not None
    await studio.until(lambda: not row.tasks.running)
    studio.in_view = page.findChild(QWidget, "setting_removal") or row
    return row


async def closed(studio: Studio) -> None:
    """All of it."""
    await shown(studio, "recovery_code")


def opened(name: str, *, goes: bool = False) -> Callable[[Studio], Awaitable[None]]:
    """A row with its form; gone to its end where asked."""

    async def build(studio: Studio) -> None:
        row = await shown(studio, name)
        row.button.click()
        await studio.until(lambda: row.form is not None)
        if goes and row.form is not None:
            row.form.button.click()
            await studio.until(lambda: not row.tasks.running)
        studio.in_view = row

    return build


async def offered(studio: Studio) -> None:
    """At the end of the first set-up."""
    await first_list(studio)
    found = studio.window.findChild(RecoveryOffer)
    assert found is not None
    await studio.until(found.isVisible)
    studio.in_view = found


async def receipt(studio: Studio) -> None:
    """What the last window says once everything is removed."""
    core = studio.scene.services.core
    window = ReceiptWindow(studio.scene.services.settings, await contents_of(core))
    told = RemovalReceipt(
        at=core.now(),
        pc="FRONT-DESK-1",
        folder=studio.scene.services.settings.data_dir,
        contents=await contents_of(core),
        secrets=4,
        files={"backup": 11, "downtime pack": 1, "log file": 3},
        had_autostart=True,
        left=1,
    )
    window.words.setText("\n".join(told.lines()))
    for each in (window.again, window.fault):
        each.hide()
    window.show()
    studio.other = window


_KEPT = partial(scene, has_keyring=True)
"""With keys that there is something to remove of."""

SHOTS = [
    Shot(name="receipt", build=receipt),
    Shot(name="setup-5-recovery", build=offered, opens=_KEPT),
    Shot(name="settings-security-closed", build=closed),
    Shot(name="settings-recovery-form", build=opened("recovery_code")),
    Shot(name="settings-recovery-code", build=opened("recovery_code", goes=True)),
    Shot(name="settings-key-change", build=opened("data_key")),
    Shot(name="settings-removal", build=opened("removal"), opens=_KEPT),
    Shot(name="settings-removal-refused", build=opened("removal", goes=True), opens=_KEPT),
]
