"""The support export: three steps in one view, everything to be read before it is saved."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ConnectionNotFound, RunSheetError
from app.services.support.bundle import SupportExport
from app.services.support.wish import Span
from app.ui import keys
from app.ui.dialogs import finished
from app.ui.page import Page, PageContext
from app.ui.support import words
from app.ui.support.face import face_facts
from app.ui.support.files_tree import FilesTree
from app.ui.support.viewer import FileViewer
from app.ui.support.wish_panel import WishPanel
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import make_button, panel, scrolled
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar

PREVIEW: keys.Keys = ("Alt+P",)
SAVE: keys.Keys = ("Ctrl+S",)
_PAGE_PX, _WISH_PX, _BESIDE_PX, _TREE_PX, _VIEWER_PX = 20, 330, 900, 230, 200
_ANY_PX, _PATIENCE_MS = 16_777_215, 250


class SupportPage(Page):
    """Made again whenever it is opened; what was written stays until RunSheet ends."""

    title = "Support export"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.wish = WishPanel(context.theme)
        self.tree, self.viewer = FilesTree(), FileViewer(context.theme)
        self.notice, self.result = NoticeBar(name="support_notice"), NoticeBar(name="support_saved")
        self._total = label(role="strong", wrap=True, name="support_total")
        self._progress = QProgressBar()
        self._state = label(role="secondary", name="support_progress_words")
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(lambda: self._show_waiting(is_waiting=True))
        self._preparing: asyncio.Task[None] | None = None
        self.export: SupportExport | None = None
        self.saved_to: Path | None = None
        self._leave: Callable[[], object] = context.navigator.open_history
        self._make_buttons()
        self._lay_out()
        self._connect()

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
        return self._total.text()

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
            progress=self._show_progress,
        )
        self._show_export(export)

    def _end(self, task: "asyncio.Task[None]") -> None:
        if task is self._preparing:
            self._preparing = None
            self._show_busy(is_busy=False)

    def _cancel(self) -> None:
        if self._preparing is not None:
            self._preparing.cancel()
            self._total.setText("Cancelled. Preview reads it again.")
            self.preview.setFocus()

    def _preview(self) -> None:
        """Alt+P: made again, and into the list."""
        self.prepare()
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- showing -----------------------------------------------------------------------------

    def _show_export(self, export: SupportExport) -> None:
        self.export = export
        self.tree.show_export(export)
        self._total.setText(words.total_words(export))
        written = next((f.removed for f in export.files if f.name == "what-went-wrong.txt"), None)
        self.wish.warn(words.warning_of(written) if written else "")
        self._show_notice(export)
        self.context.announce(self._total.text())

    def _show_notice(self, export: SupportExport) -> None:
        if export.missing:
            self.notice.show_notice("\n".join(map(str, export.missing)), tone="warn")
        elif not export.problems:
            self.notice.show_notice(words.CALM, tone="info")
        else:
            self.notice.clear()

    def _show_fault(self, error: RunSheetError) -> None:
        """A check that is gone with its connection: the last 24 hours instead."""
        if isinstance(error, ConnectionNotFound):
            self.wish.offer_run(None)
            self.prepare()
            return
        self.export = None
        self.tree.show_export(None)
        self._total.setText("")
        self.notice.show_notice(str(error), tone="err")

    def _show_progress(self, done: int, total: int, part: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._state.setText(words.progress_words(done, total, part))

    def _show_busy(self, *, is_busy: bool) -> None:
        """The progress takes the total's place when there is something to wait for."""
        self.save.setEnabled(not is_busy and self.export is not None)
        if is_busy:
            self._patience.start()
        else:
            self._patience.stop()
            self._show_waiting(is_waiting=False)

    def _show_waiting(self, *, is_waiting: bool) -> None:
        had_focus = self.cancel.hasFocus()
        for part in (self._progress, self._state, self.cancel):
            part.setVisible(is_waiting)
        self._total.setVisible(not is_waiting)
        if had_focus and not is_waiting:
            self.preview.setFocus()

    # --- deeds -------------------------------------------------------------------------------

    def _save_as(self) -> None:
        if self.export is not None and self.is_settled:
            self.tasks.start(self._save(self.export), busy=self.save)

    async def _save(self, export: SupportExport) -> None:
        path = await self._ask(export.file_name)
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

    async def _ask(self, name: str) -> Path | None:
        """Where to save; None when a person thought better of it."""
        dialog = QFileDialog(self, "Save support export")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter("ZIP (*.zip)")
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(name)
        code = await finished(dialog)
        files = dialog.selectedFiles()
        dialog.deleteLater()
        return Path(files[0]) if code == QDialog.DialogCode.Accepted and files else None

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
        self.tree.chosen.connect(lambda: self.viewer.show_file(self.tree.current))
        keys.bind(self, PREVIEW, self._preview)
        keys.bind(self, SAVE, self._save_as)
        self.context.theme.changed.connect(self._fit)

    def _make_buttons(self) -> None:
        make = make_button
        self._back = make("Back", name="support_back", on_click=self._go_back, tip="Esc")
        self.preview = make(
            "Preview", name="support_preview", on_click=self._preview, tip=keys.shown(PREVIEW)
        )
        self.cancel = make("Cancel", name="support_cancel", on_click=self._cancel)
        self.save = make(
            "Save…",
            name="support_save",
            kind="primary",
            on_click=self._save_as,
            tip=keys.shown(SAVE),
        )

    def _lay_out(self) -> None:
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(12)
        self._beside.addWidget(self.wish)
        self._beside.addWidget(self._files_panel(), 1)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(_PAGE_PX, _PAGE_PX, _PAGE_PX, _PAGE_PX)
        inside.setSpacing(12)
        inside.addLayout(self.banner_place)
        inside.addLayout(self._head())
        inside.addWidget(label(words.INTRODUCTION, role="secondary", wrap=True))
        inside.addWidget(self.result)
        inside.addLayout(self._beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner))
        self._fit()

    def _files_panel(self) -> QFrame:
        frame = panel("support_contents")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        inside.addWidget(label("3  What's in it", role="heading"))
        self._progress.setObjectName("support_progress")
        self._progress.setAccessibleName("Progress of the support export")
        self._progress.setTextVisible(False)
        inside.addWidget(self._total)
        inside.addLayout(self._progress_row())
        inside.addWidget(self.notice)
        inside.addWidget(self.tree, 4)
        inside.addWidget(self.viewer, 5)
        return frame

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addSpacing(4)
        row.addWidget(label(self.title, role="title"))
        row.addStretch(1)
        row.addWidget(self.preview)
        row.addWidget(self.save)
        return row

    def _progress_row(self) -> QVBoxLayout:
        rows, row = QVBoxLayout(), QHBoxLayout()
        row.addWidget(self._state, 1)
        row.addWidget(self.cancel)
        rows.addLayout(row)
        rows.addWidget(self._progress)
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The steps stand beside the files, above them where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self.context.theme
        has_room = (self.width() - 2 * _PAGE_PX) / theme.scale >= _BESIDE_PX
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._beside.setDirection(across if has_room else down)
        self.wish.setMinimumWidth(theme.px(_WISH_PX) if has_room else 0)
        self.wish.setMaximumWidth(theme.px(_WISH_PX) if has_room else _ANY_PX)
        self.tree.setMinimumHeight(theme.px(_TREE_PX))
        self.viewer.setMinimumHeight(theme.px(_VIEWER_PX))
