"""Where everything stands in the booking form; what doesn't fit scrolls between head and foot."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.bookings.form.book_in import BookIn
from app.ui.bookings.form.clash_box import ClashBox
from app.ui.bookings.form.job import Job, Kind
from app.ui.bookings.form.outline_part import OutlinePart
from app.ui.bookings.form.parts import FormParts
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import scrolled, set_words
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.two_part_row import TwoPartRow

_LOW_PX = 96


class FormLayout:
    """Head with the CRM, the three parts, the clash, what will be sent, and the buttons."""

    def __init__(self, form: QFrame, theme: Theme, parts: FormParts) -> None:
        self._form, self._theme, self._parts = form, theme, parts
        self.title = label(role="heading", name="form_title")
        self.book_in, self.notice = BookIn(theme), NoticeBar(name="form_notice")
        self.error = label(role="error", wrap=True, name="form_error")
        self.about = label(role="secondary", wrap=True, name="form_about")
        self.heard = NoticeBar(name="form_heard")
        self.clash, self.outline = ClashBox(theme), OutlinePart()
        self.old_list = NoticeBar(name="form_old_list")
        self.book_button = Button("Book", name="form_book", kind="primary")
        self.close_button = Button("Close", name="form_close")
        self.clear_button = Button("Clear", name="form_clear", kind="quiet")
        self._has_clear, self._is_fixed = True, False
        self.empty = EmptyState(name="form_no_crm")
        self._head, self._foot = TwoPartRow(grows="left"), QWidget()
        self._area = scrolled(self._fields())
        policy = QSizePolicy.Policy  # as high as there is room, not as high as all of its fields
        self._area.setSizePolicy(policy.Expanding, policy.Ignored)
        form.setObjectName("booking_form")
        form.setProperty("panel", "true")
        self._lay_out()
        self.clash.turned.connect(self._follow_focus)
        theme.changed.connect(self._fit)
        self._fit()

    def begin(self, job: Job) -> None:
        """As the form's use needs it, with nothing said yet."""
        is_move = job.kind is Kind.MOVE
        self.title.setText(job.kind.value)
        self._form.setAccessibleName(job.kind.value)
        self._parts.when.name_it("New time" if is_move else "3 When")
        self._is_fixed = job.booking is not None
        self.book_in.setVisible(not self._is_fixed)
        for part in (self._parts.person, self._parts.what, self.outline):
            part.setVisible(not is_move)
        self._has_clear = job.kind is Kind.NEW
        self.clear_button.setVisible(self._has_clear)
        self.clash.hide()
        self.outline.close_up()
        self.say_error("")
        self.say_about("")
        self.say_heard("")
        self._area.verticalScrollBar().setValue(0)

    def say_error(self, words: str) -> None:
        """What is wrong with the whole, above it."""
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def say_about(self, words: str) -> None:
        """What the form is about, below its heading."""
        self.about.setText(words)
        self.about.setVisible(bool(words))

    def say_heard(self, words: str) -> None:
        """What a sentence left open; whoever read it has said so aloud."""
        if words:
            self.heard.show_notice(words, is_spoken=False)
        else:
            self.heard.clear()

    def show_button(self, words: str, tip: str) -> None:
        """What the button does now."""
        set_words(self.book_button, words)
        self.book_button.setToolTip(tip)
        self.book_button.setAccessibleDescription(tip)

    def show_fields(self, *, is_shown: bool) -> None:
        """The fields, or the words that no CRM is set up."""
        for part in (self._area, self.book_button):
            part.setVisible(is_shown)
        self.book_in.setVisible(is_shown and not self._is_fixed)
        self.empty.setVisible(not is_shown)
        self.clear_button.setVisible(is_shown and self._has_clear)

    def bring(self, part: QWidget) -> None:
        """Into view, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part))

    def _follow_focus(self) -> None:
        """The clash takes room from the fields: the one that is typed in stays in view."""
        focused = self._form.focusWidget()
        if focused is not None and self._area.isAncestorOf(focused):
            self.bring(focused)

    def _fields(self) -> QWidget:
        fields = QWidget()
        fields.setObjectName("scrolled")
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        parts = self._parts
        for part in (parts.person, parts.what, parts.when, self.outline):
            column.addWidget(part)
        column.addStretch(1)
        return fields

    def _lay_out(self) -> None:
        self._head.left.addWidget(self.title)
        self._head.left.addStretch(1)
        self._head.right.addWidget(self.book_in)
        buttons = QHBoxLayout(self._foot)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.clear_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.book_button)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self._head, self.about, self.heard, self.notice, self.error):
            column.addWidget(part)
        column.addWidget(self._area, 1)
        column.addWidget(self.clash)  # below what scrolls: its buttons are always seen
        column.addWidget(self.old_list)
        column.addWidget(self.empty, 1)
        column.addWidget(self._foot)
        self.empty.hide()

    def _fit(self) -> None:
        self._area.setMinimumHeight(self._theme.px(_LOW_PX))
