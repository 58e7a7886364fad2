"""The support export: three steps in one view, everything to be read before it is saved."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import ConnectionNotFound, RunSheetError
from app.services.support.bundle import SupportExport
from app.services.support.wish import Span
from app.ui import keys
from app.ui.dialogs import ask_where_to_save
from app.ui.page import Page, PageContext
from app.ui.support import words
from app.ui.support.face import face_facts
from app.ui.support.files_tree import FilesTree
from app.ui.support.layout import SupportLayout
from app.ui.support.progress import SupportProgress
from app.ui.support.viewer import FileViewer
from app.ui.support.wish_panel import WishPanel
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import make_button
from app.ui.widgets.notice_bar import NoticeBar


class SupportPage(Page):
    """Made again whenever it is opened; what was written stays until RunSheet ends."""

    title = "Support export"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.wish = WishPanel(context.theme)
        self.tree, self.viewer = FilesTree(context.theme), FileViewer(context.theme)
        self.notice, self.result = NoticeBar(name="support_notice"), NoticeBar(name="support_saved")
        self._make_buttons()
        self.progress = SupportProgress(
            on_cancel=self._cancel, focus_after=self.preview, parent=self
        )
        self._preparing: asyncio.Task[None] | None = None
        self.export: SupportExport | None = None
        self.saved_to: Path | None = None
        self._leave: Callable[[], object] = context.navigator.open_history
        self._layout = SupportLayout(
            self,
            wish=self.wish,
            progress=self.progress,
            notice=self.notice,
            tree=self.tree,
            viewer=self.viewer,
        )
        self._layout.fill(back=self._back, buttons=(self.preview, self.save), result=self.result)
        self._connect()
        self._show_privacy()

    # --- what the frame asks ---------------------------------------------------------------

    def begin(self, run_id: str | None, *, leave: Callable[[], object]) -> None:
        """Begins for a check, or without one for the last 24 hours; what was written stays.

        `leave` goes back to where a person came from.
        """
        self._leave = leave
        self.result.clear()
        self.wish.offer_run(run_id)
        self.prepare()

    def focus_first(self) -> None:
        """Into the first step."""
        self.wish.description.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_settled(self) -> bool:
        """True when what is listed is what would be saved."""
        return self._preparing is None and not self.wish.is_typing

    @property
    def total_text(self) -> str:
        """How much there is, and how much was taken out."""
        return self.progress.total.text()

    # --- making ------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Reads everything again; what is being read is given up."""
        if self._preparing is not None:
            self._preparing.cancel()
        self._show_busy(is_busy=True)
        task = self.tasks.start(self._prepare(), on_error=self._show_fault)
        self._preparing = task
        task.add_done_callback(self._end)

    async def _prepare(self) -> None:
        wish, context = self.wish, self.context
        export = await context.services.support.prepare(
            wish.span,
            run_id=wish.run_id if wish.span is Span.RUN else None,
            description=wish.text(),
            face=face_facts(context.theme),
            progress=self.progress.show_progress,
        )
        self._show_export(export)

    def _end(self, task: "asyncio.Task[None]") -> None:
        if task is self._preparing:
            self._preparing = None
            self._show_busy(is_busy=False)

    def _cancel(self) -> None:
        if self._preparing is not None:
            self._preparing.cancel()
            self.progress.total.setText("Cancelled. Preview reads it again.")
            self.preview.setFocus()

    def _preview(self) -> None:
        """Alt+P: made again, and into the list."""
        self.prepare()
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- showing -----------------------------------------------------------------------------

    def _show_export(self, export: SupportExport) -> None:
        self.export = export
        self.tree.show_export(export)
        self.progress.total.setText(words.total_words(export))
        written = next((f.removed for f in export.files if f.name == words.WRITTEN), None)
        self.wish.warn(words.warning_of(written) if written else "")
        self._show_notice(export)
        self.context.announce(self.progress.total.text())

    def _show_notice(self, export: SupportExport) -> None:
        if export.missing:
            self.notice.show_notice("\n".join(map(str, export.missing)), tone="warn")
        elif not export.problems:
            self.notice.show_notice(words.CALM, tone="info")
        else:
            self.notice.clear()

    def _show_file(self) -> None:
        file, is_private = self.tree.current, self.context.privacy.is_on
        is_hidden = is_private and file is not None and file.name == words.WRITTEN
        self.viewer.show_file(file, is_hidden=is_hidden)

    def _show_privacy(self) -> None:
        self.wish.show_privacy(is_on=self.context.privacy.is_on)
        self._show_file()

    def _show_fault(self, error: RunSheetError) -> None:
        """A check that is gone with its connection: the last 24 hours instead."""
        if isinstance(error, ConnectionNotFound):
            self.wish.offer_run(None)
            self.prepare()
            return
        self.export = None
        self.tree.show_export(None)
        self.progress.total.setText("")
        self.notice.show_notice(str(error), tone="err")

    def _show_busy(self, *, is_busy: bool) -> None:
        self.save.setEnabled(not is_busy and self.export is not None)
        self.progress.show_busy(is_busy=is_busy)

    # --- deeds -------------------------------------------------------------------------------

    def _save_as(self) -> None:
        if self.export is not None and self.is_settled:
            self.tasks.start(self._save(self.export), busy=self.save)

    async def _save(self, export: SupportExport) -> None:
        path = await ask_where_to_save(
            self, "Save support export", file_name=export.file_name, suffix="zip"
        )
        if path is None:
            return
        await self.context.services.support.save(export, path)
        self.saved_to = path
        self._show_saved(path)

    def _show_saved(self, path: Path) -> None:
        actions = (
            Action("Show in folder", self._open_folder),
            Action("Copy a short summary", self._copy_summary),
        )
        told = words.saved_words(path.name, path.parent.name)
        self.result.show_notice(told, tone="ok", actions=actions)
        self.result.buttons[0].setFocus()

    def _open_folder(self) -> None:
        if self.saved_to is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.saved_to.parent)))

    def _copy_summary(self) -> None:
        if self.export is not None:
            QGuiApplication.clipboard().setText(self.export.summary)
            self.context.show_message("Summary copied. It holds counts only.")

    def _go_back(self) -> None:
        """What was listed is let go of: a log may be megabytes, and is read again next time."""
        if self._preparing is not None:
            self._preparing.cancel()
        self.export = None
        self.tree.show_export(None)
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; what was written stays."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    # --- building ----------------------------------------------------------------------------

    def _connect(self) -> None:
        self.wish.changed.connect(self.prepare)
        self.tree.chosen.connect(self._show_file)
        self.context.privacy.switched.connect(self._show_privacy)
        keys.bind(self, keys.PREVIEW, self._preview)
        keys.bind(self, keys.SAVE, self._save_as)
        self.context.theme.changed.connect(self._layout.fit)

    def _make_buttons(self) -> None:
        make = make_button
        self._back = make("Back", name="support_back", on_click=self._go_back, tip="Esc")
        self.preview = make(
            "Preview", name="support_preview", on_click=self._preview, tip=keys.shown(keys.PREVIEW)
        )
        self.save = make(
            "Save…",
            name="support_save",
            kind="primary",
            on_click=self._save_as,
            tip=keys.shown(keys.SAVE),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The steps stand beside the files, above them where there is no room."""
        super().resizeEvent(event)
        self._layout.fit()
