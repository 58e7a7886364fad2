"""Carries out what is asked of one clinician's column: print it, sync it, hide it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.today.column_menu import ColumnDeed
from app.ui.today.filter_bar import FilterBar

if TYPE_CHECKING:  # loaded when first wanted
    from app.ui.printing.desk import PrintDesk


class ColumnDeeds(QObject):
    """`owner` is the page; the print panel stands over its window."""

    def __init__(
        self, context: PageContext, filter_bar: FilterBar, *, tasks: Tasks, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._context, self._filter_bar, self._tasks, self._owner = (
            context,
            filter_bar,
            tasks,
            owner,
        )
        self._printing: PrintDesk | None = None

    @property
    def printing(self) -> "PrintDesk":
        """Where lists are printed."""
        if self._printing is None:
            from app.ui.printing.desk import PrintDesk

            self._printing = PrintDesk(self._context, self._owner)
        return self._printing

    def do(self, deed: str, clinician_id: str) -> None:
        """Does what a column's menu or key asks; the id is empty in the list of all."""
        match deed:
            case ColumnDeed.PRINT:
                self.printing.open(clinician_id or None, as_list=not clinician_id)
            case ColumnDeed.SYNC:
                self._tasks.start(self._sync(clinician_id))
            case _:
                self._hide(clinician_id)

    async def _sync(self, clinician_id: str) -> None:
        """The clinician's people in each system; nothing to do for a column that none fills."""
        services = await self._context.late.ready()
        people: dict[str, list[str]] = {}
        for overview in await services.connections.list():
            connection_id = overview.connection.id
            listed = await services.mapping.people(connection_id, refresh=False)
            ids = [
                each.practitioner.pms_practitioner_id
                for each in listed.choices
                if each.mapping is not None and each.mapping.clinician_id == clinician_id
            ]
            if ids and overview.connection.is_paired:
                people[connection_id] = ids
        if people:
            self._context.sync.start_columns(people, day=self._context.feed.day)
        else:
            self._context.show_message(tr("No connected system fills this column."))

    def _hide(self, clinician_id: str) -> None:
        if self._filter_bar.leave_out(clinician_id):
            self._context.show_message(tr("Hidden on this PC. “All clinicians” shows it again."))
        else:
            self._context.show_message(tr("The last column stays."))
