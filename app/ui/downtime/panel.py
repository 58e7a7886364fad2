"""The panel that opens the downtime pack: how old it is, its password, and the PDF viewer."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.domain.audit import Deed
from app.domain.errors import PackNotOpened, RunSheetError
from app.domain.said import say
from app.domain.words import day_and_time, short_date
from app.services.downtime import DowntimePack
from app.ui.clipboard import ShortLivedClipboard
from app.ui.dialogs import finished, offer_help
from app.ui.language import tr, tr_and, translated
from app.ui.page import PageContext
from app.ui.widgets.controls import make_button, set_words
from app.ui.widgets.labels import label

_HIDDEN = "••••-••••-••••-••••-••••-•••"
_NO_VIEWER = say(
    "no program on this PC opens PDF files. It lies in RunSheet's folder, in “downtime”."
)

OpenFile = Callable[[QUrl], bool]


class DowntimePanel(QDialog):
    """Made anew each time; `load` fills it. `open_file` is the system's door to its PDF viewer."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        *,
        open_file: OpenFile | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("downtime_panel")
        self.setWindowTitle(tr("RunSheet – Downtime pack"))
        self.setModal(True)
        self._context = context
        self._open_file = open_file or QDesktopServices.openUrl
        self.tasks = context.tasks(self)
        self._clipboard = ShortLivedClipboard(parent)
        self._pack: DowntimePack | None = None
        self._password = ""
        self._what = label(wrap=True, name="downtime_what")
        self._heading = label(tr("Password"), role="muted")
        self._secret = label(_HIDDEN, role="heading", name="downtime_password")
        self._note = label(role="secondary", wrap=True, name="downtime_note")
        self._fault = label(role="error", wrap=True, name="downtime_fault")
        self.open_button = make_button(
            tr("Open pack"), name="downtime_open", kind="primary", on_click=self._open
        )
        self.show_button = make_button(
            tr("Show password"), name="downtime_show", on_click=self._switch_password
        )
        self.copy_button = make_button(
            tr("Copy password"), name="downtime_copy", on_click=self._copy
        )
        self._close = make_button(tr("Close"), name="downtime_close", on_click=self.reject)
        self._lay_out()
        offer_help(self, context.theme)
        self._show_fault("")
        for hidden in (context.privacy.switched, context.privacy.left_alone):
            hidden.connect(self._cover_password)

    @property
    def fault(self) -> str:
        """Why the pack can't be opened; empty while it can."""
        return self._fault.text()

    @property
    def text(self) -> str:
        """What the panel says of the pack."""
        return self._what.text()

    @property
    def shown_password(self) -> str:
        """What stands where the password stands: dots until a person asks."""
        return self._secret.text()

    async def load(self) -> None:
        """Finds the newest pack and its password; says why where that fails."""
        services = self._context.services
        for button in (self.open_button, self.show_button, self.copy_button):
            button.setEnabled(False)
        try:
            pack = await services.downtime.latest()
            following = await services.downtime.next_day(pack.day)
            self._password = await services.downtime.password()
        except RunSheetError as error:
            about = (self._what, self._heading, self._secret, self._note)
            for part in (*about, self.open_button, self.show_button, self.copy_button):
                part.hide()
            self._show_fault(translated(error))
            return
        self._pack = pack
        snapshot = self._context.feed.snapshot
        timezone = snapshot.sheet.timezone if snapshot is not None else "UTC"
        made = day_and_time(pack.made_at, now=services.now(), timezone=timezone)
        days = tr_and((translated(short_date(pack.day)), translated(short_date(following))))
        self._what.setText(
            tr("The lists of {days}, a page for each clinician. Made {made}.", days=days, made=made)
        )
        for button in (self.open_button, self.show_button, self.copy_button):
            button.setEnabled(True)
        self.open_button.setFocus()

    def _open(self) -> None:
        """The viewer asks for the password, so that goes to the clipboard first."""
        if self._pack is None:
            return
        self._note_shown()
        self._clipboard.copy(self._password)
        if self._open_file(QUrl.fromLocalFile(str(self._pack.path))):
            self._note.setText(tr("The PDF viewer asks for the password. Paste it: it was copied."))
        else:
            self._show_fault(translated(PackNotOpened(reason=_NO_VIEWER)))

    def _switch_password(self) -> None:
        is_hidden = self._secret.text() == _HIDDEN
        if is_hidden:
            self._note_shown()
        self._secret.setText(self._password if is_hidden else _HIDDEN)
        self._secret.setAccessibleName(
            tr("Password: {password}", password=self._password)
            if is_hidden
            else tr("Password, hidden")
        )
        set_words(self.show_button, tr("Hide password") if is_hidden else tr("Show password"))

    def _cover_password(self, is_on: bool = True) -> None:
        """What opens everybody's names is hidden with them, until somebody asks for it again."""
        if is_on and self._secret.text() != _HIDDEN:
            self._switch_password()

    def _note_shown(self) -> None:
        self.tasks.start(self._context.services.audit.note(Deed.PASSWORD_SHOWN, "downtime pack"))

    def _copy(self) -> None:
        self._note_shown()
        self._clipboard.copy(self._password)
        self._note.setText(tr("Password copied. The clipboard is cleared after 30 seconds."))

    def _show_fault(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addWidget(label(tr("Downtime pack"), role="title"))
        for part in (self._what, self._fault):
            part.setMinimumWidth(self._context.theme.px(420))
            column.addWidget(part)
        column.addWidget(self._heading)
        self._secret.setAccessibleName(tr("Password, hidden"))
        column.addWidget(self._secret)
        column.addWidget(self._note)
        self._note.setText(
            tr("It opens without the internet. It names patients: close it after use.")
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.open_button, self.show_button, self.copy_button, self._close):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)


async def open_downtime(context: PageContext, parent: QWidget) -> None:
    """Shows the panel until a person closes it."""
    panel = DowntimePanel(context, parent)
    try:
        panel.tasks.start(panel.load())
        await finished(panel)
    finally:
        panel.deleteLater()
