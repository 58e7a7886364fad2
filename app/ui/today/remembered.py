"""What this PC remembers of the Today page: its view, its chips, the clinicians left out."""

from collections.abc import Mapping

from app.ui.late_services import LateServices
from app.ui.tasks import Tasks

VIEW, SHOW_CANCELLED, TELEHEALTH_ONLY = (
    "today.view",
    "today.show_cancelled",
    "today.telehealth_only",
)
LEFT_OUT = "today.left_out"


class Remembered:
    """The choices as last saved; only what is different is written."""

    def __init__(self, late: LateServices, tasks: Tasks) -> None:
        self._late, self._tasks = late, tasks
        self._saved: dict[str, str] = {}

    def load(self, saved: Mapping[str, str]) -> None:
        """As they were left when RunSheet ended."""
        self._saved.update(saved)

    def save(self, name: str, value: str) -> None:
        """Writes a choice as soon as the services are open; not where nothing can be kept, which
        the banner says.
        """
        if self._saved.get(name) != value:
            self._saved[name] = value
            self._tasks.start(self._write(name, value))

    async def _write(self, name: str, value: str) -> None:
        services = await self._late.ready()
        if services.read_only is None:
            await services.preferences.write(name, value)
