"""Printing from the Today page: opens the panel, keeps it true, and carries out the answer."""

import asyncio
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.audit import Deed
from app.domain.privacy import SEEN, PrivacyLevel, Veil
from app.domain.words import count_words
from app.services.pc.files import write_atomically
from app.services.pc.who import current_user
from app.ui.dialogs import ask_where_to_save, finished
from app.ui.page import PageContext
from app.ui.printing.day_list import Choice, PrintedDay, printed_lists, stamp_words
from app.ui.printing.panel import PrintPanel
from app.ui.printing.pdf import pdf_of
from app.ui.printing.printers import asked_elsewhere, print_day, printer_names, printer_of
from app.ui.privacy.words import practice_name
from app.ui.sheet_feed import Snapshot
from app.ui.today.shelf import CardShelf

# How long the panel waits for the names of the printers before it opens without them.
_PATIENCE_S = 0.3


class PrintDesk(QObject):
    """One panel at a time; what it shows is what would be printed at that moment."""

    def __init__(self, context: PageContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._tasks = context.tasks(window)
        self._clinician_id = ""
        self.panel: PrintPanel | None = None
        context.feed.changed.connect(lambda _snapshot: self._show())
        context.privacy.changed.connect(self._show)

    def open(self, clinician_id: str | None, *, as_list: bool = False) -> None:
        """Asks what to print; a column's id makes that column the first choice."""
        snapshot = self._context.feed.snapshot
        if self.panel is not None or snapshot is None:
            return
        if not snapshot.sheet.rows:
            self._context.show_message("There is nothing to print on this day.")
            return
        names = {each.clinician_id: each.name for each in snapshot.sheet.columns}
        self._clinician_id = clinician_id if clinician_id in names else ""
        self.panel = PrintPanel(self._context.theme, self._window)
        chosen = Choice.BY_TIME if as_list else Choice.EACH_CLINICIAN
        if self._clinician_id:
            chosen = Choice.THIS_COLUMN
        self.panel.show_choices(names.get(self._clinician_id, ""), chosen)
        self.panel.changed.connect(self._show)
        self.panel.wanted.connect(self._carry_out)
        self._show()
        self._tasks.start(self._run(self.panel))

    async def _run(self, panel: PrintPanel) -> None:
        """Opens once the printers are known, or without them when that takes long."""
        looking = self._tasks.start(self._look_for_printers(panel))
        try:
            await asyncio.wait({looking}, timeout=_PATIENCE_S)
            await finished(panel)
        finally:
            looking.cancel()
            self.panel = None
            panel.deleteLater()

    async def _look_for_printers(self, panel: PrintPanel) -> None:
        panel.offer_printers(await asked_elsewhere(printer_names))

    def _show(self) -> None:
        """The picture hides as much as the screen does, whatever is printed in the end."""
        if self.panel is not None:
            veil = replace(self._context.privacy.veil, peeked_id=None)
            self.panel.show_day(None if veil.hides_board else self._day(self.panel.choice, veil))
            self.panel.show_privacy(is_on=self._context.privacy.is_on)

    def _veil(self, *, with_names: bool) -> Veil:
        """On paper: what the person at the panel asked for."""
        if with_names or not self._context.privacy.is_on:
            return SEEN
        return Veil(level=PrivacyLevel.INITIALS)

    def _day(self, choice: Choice, veil: Veil) -> PrintedDay:
        snapshot = self._snapshot()
        sheet = snapshot.sheet
        cards = CardShelf(lambda: veil).fill_now(snapshot)
        return PrintedDay(
            practice=practice_name(snapshot),
            stamp=stamp_words(now=snapshot.now, timezone=sheet.timezone, by=current_user()),
            lists=printed_lists(
                sheet, cards, choice=choice, now=snapshot.now, clinician_id=self._clinician_id
            ),
        )

    def _snapshot(self) -> Snapshot:
        """The list on screen, by the clock of this moment."""
        snapshot = self._context.feed.snapshot
        if snapshot is None:
            raise RuntimeError("nothing is on screen yet")
        late = self._context.late
        return replace(snapshot, now=late.services.now()) if late.is_open else snapshot

    def _carry_out(self, with_names: bool) -> None:
        panel = self.panel
        if panel is None:
            return
        day = self._day(panel.choice, self._veil(with_names=with_names))
        if panel.printer_name:
            work = self._print(panel, day, panel.printer_name, panel.copy_count)
        else:
            work = self._save(panel, day)
        self._tasks.start(work, busy=panel.names_button)

    async def _print(self, panel: PrintPanel, day: PrintedDay, name: str, copies: int) -> None:
        await self._note(Deed.PRINTED)
        count = await print_day(printer_of(name, copies=copies), day)
        self._context.show_message(f"{count_words(count, 'page')} given to {name}.")
        panel.accept()

    async def _save(self, panel: PrintPanel, day: PrintedDay) -> None:
        path = await self._ask(panel)
        if path is None:
            return
        await self._note(Deed.EXPORTED)
        body = await asyncio.to_thread(pdf_of, day)
        await asyncio.to_thread(write_atomically, path, body)
        self._context.show_message(f"Saved: {path.name}")
        panel.accept()

    async def _note(self, deed: Deed) -> None:
        services = await self._context.late.ready()
        await services.audit.note(deed, "list", self._snapshot().sheet.day.isoformat())

    async def _ask(self, panel: PrintPanel) -> Path | None:
        """Where to save; None when a person thought better of it."""
        return await ask_where_to_save(
            panel,
            "Save the list",
            file_name=f"RunSheet list {self._snapshot().sheet.day.isoformat()}.pdf",
            suffix="pdf",
        )
