"""The page of a start that failed, with each of its ways out, as pictures."""

from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import (
    DatabaseKeyMissing,
    PassphraseWanted,
    PassphraseWrong,
    RecoveryCodeWrong,
    RunSheetError,
    SecretStoreMissing,
)
from app.services.start import Start
from tests.ui.studio import Shot, Studio

_KEY_01 = SecretStoreMissing(advice="Start GNOME Keyring or KWallet, or install one.")
_KEY_07 = PassphraseWanted(advice="Type it, or name a file that holds it.")


def shown(
    error: RunSheetError,
    *presses: str,
    recoverable: bool = True,
    fault: RunSheetError | None = None,
) -> Callable[[Studio], Awaitable[None]]:
    """The page on the scene's own folder, or on one without data; then a way is opened."""

    async def build(studio: Studio) -> None:
        folder = studio.scene.services.settings.data_dir
        if recoverable:
            await studio.scene.services.keys.new_recovery_code()
        else:
            folder = folder / "without data"
        window = studio.window
        window.show()
        window.show_failure(error, again=lambda: None, leave=lambda: None, start=Start(folder))
        await studio.until(lambda: not window.start_page.tasks.running)
        for name in presses:
            button = window.start_page.findChild(QPushButton, name)
            assert button is not None, name
            button.click()
        form = window.start_page.form
        if fault is not None and form is not None:
            form._refuse(fault)
        studio.in_view = window.start_page.findChild(QWidget, "start_way_go")

    return build


SHOTS = [
    Shot(name="start-key-lost", build=shown(DatabaseKeyMissing())),
    Shot(
        name="start-recovery-code",
        build=shown(
            DatabaseKeyMissing(),
            "start_way_recover_open",
            fault=RecoveryCodeWrong(advice="Compare it with your printed copy."),
        ),
    ),
    Shot(name="start-fresh", build=shown(DatabaseKeyMissing(), "start_way_fresh_open")),
    Shot(name="start-no-store", build=shown(_KEY_01, recoverable=False)),
    Shot(
        name="start-choose-passphrase",
        build=shown(_KEY_01, "start_way_passphrase_open", recoverable=False),
    ),
    Shot(name="start-passphrase", build=shown(_KEY_07)),
    Shot(name="start-passphrase-wrong", build=shown(_KEY_07, fault=PassphraseWrong())),
]
