"""What is worked at by itself for as long as the window lives."""

from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING

from app.services.by_itself import for_good
from app.ui.process.api_switch import ApiSwitch, OpenApi
from app.ui.use_filter import UseFilter

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services


def at_work(
    services: "Services", open_api: OpenApi | None
) -> Iterator[Coroutine[None, None, None]]:
    """Each until it is cancelled; nothing where nothing can be kept."""
    if services.read_only is not None:
        return
    yield _sync(services)
    for work in (services.sender, services.reports, services.backups, services.retention):
        yield for_good(work.run)
    yield for_good(services.updates.run)
    if open_api is not None:
        yield for_good(ApiSwitch(services, open_api).run)


async def _sync(services: "Services") -> None:
    """Every connection when it is due, sooner while the window is used."""
    watching = UseFilter(services.scheduler.note_use)
    try:
        await for_good(services.scheduler.run)
    finally:
        watching.close()
