"""The states of *Backups* and *Data* in Settings, and the banner of data that can't be written."""

from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.domain.errors import DatabaseDamaged, DataReadOnly
from app.services.data_folder import READ_ONLY
from app.services.start import Start
from app.ui.settings.backups_row import BackupsRow
from app.ui.settings.purge_row import PurgeRow
from tests.ui.scene import scene
from tests.ui.studio import Shot, Studio

T = TypeVar("T", bound=QWidget)


async def backups(studio: Studio, *, count: int = 3) -> BackupsRow:
    """So many, a day apart."""
    for _ in range(count):
        await studio.scene.services.backups.back_up()
        studio.scene.clock.pass_by(minutes=24 * 60)
    row = await _row(studio, "backups", BackupsRow)
    await studio.until(lambda: len(row.entries) == count)
    return row


async def none_yet(studio: Studio) -> None:
    """Before the first one."""
    await backups(studio, count=0)


async def asked(studio: Studio) -> None:
    """What is lost, before one is put back."""
    row = await backups(studio)
    row.entries[1].restore_button.click()
    studio.in_view = row.entries[1]


async def failed(studio: Studio) -> None:
    """The last try came to nothing."""
    row = await backups(studio)
    path = studio.scene.services.settings.data_dir / "backups"
    path.rename(path.with_name("elsewhere"))
    path.write_text("")
    row.make_button.click()
    await studio.until(lambda: bool(row.error))
    studio.in_view = row


async def purged(studio: Studio) -> None:
    """How long days are kept, and what went."""
    row = await _row(studio, "data", PurgeRow)
    row.button.click()
    await studio.until(row.done.isVisible)
    studio.in_view = row


async def read_only(studio: Studio) -> None:
    """Today's list where nothing can be written."""
    await studio.scene.ready()
    studio.scene.services.core.database.read_only = DataReadOnly(reason=READ_ONLY)
    await studio.open()
    await studio.until(lambda: "(LOC-13)" in studio.window.banner.text)


async def damaged(studio: Studio) -> None:
    """A start on a damaged file: its newest good backup is offered."""
    await studio.scene.ready()
    await studio.scene.services.backups.back_up()
    window, folder = studio.window, studio.scene.services.settings.data_dir
    window.show()
    window.show_failure(
        DatabaseDamaged(), again=lambda: None, leave=lambda: None, start=Start(folder)
    )
    await studio.until(lambda: not window.start_page.tasks.running)


async def _row(studio: Studio, group: str, kind: type[T]) -> T:
    window = await studio.open()
    window.open_settings(group)
    page = window.page
    assert page is not None
    await studio.until(lambda: page.is_filled and not page.tasks.running)
    row = page.findChild(kind)
    assert row is not None
    studio.in_view = row
    return row


SHOTS = [
    Shot(name="settings-backups-kept", build=backups),
    Shot(name="settings-backups-none", build=none_yet),
    Shot(name="settings-backups-asked", build=asked),
    Shot(name="settings-backups-failed", build=failed),
    Shot(name="settings-data-purged", build=purged),
    Shot(name="today-read-only", build=read_only),
    Shot(name="start-damaged", build=damaged, opens=partial(scene, has_keyring=True)),
]
