"""Steps 1 and 2 of the support export: what went wrong, and from when."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPlainTextEdit, QVBoxLayout

from app.domain.privacy import HIDDEN_WORDS
from app.services.support.wish import Span
from app.ui.theme import Theme
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.ticks import ChoiceDot

_TYPED_MS = 500
_INVITATION = "Optional. Leave out names and numbers."
_SPANS = ((Span.DAY, "Last 24 hours"), (Span.WEEK, "Last 7 days"), (Span.RUN, "This check only"))


class WishPanel(QFrame):
    """`changed`: a choice, or a pause in the typing."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("support_wish")
        self.setProperty("panel", "true")
        self._theme = theme
        self.run_id: str | None = None
        self._put_away: str | None = None
        self.description = QPlainTextEdit()
        self.description.setObjectName("support_description")
        self.description.setAccessibleName("What went wrong? Optional, without names")
        self.description.setPlaceholderText(_INVITATION)
        self.description.setTabChangesFocus(True)
        self.warning = NoticeBar(name="support_warning")
        self._spans = QButtonGroup(self)
        self.dots: dict[Span, ChoiceDot] = {}
        self._typed = QTimer(self, interval=_TYPED_MS, singleShot=True)
        self._typed.timeout.connect(self.changed)
        self._lay_out()
        self.description.textChanged.connect(self._typed.start)
        self._spans.idClicked.connect(lambda _id: self.changed.emit())
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def span(self) -> Span:
        """From when."""
        return next(span for span, dot in self.dots.items() if dot.isChecked())

    @property
    def is_typing(self) -> bool:
        """True until half a second after the last letter."""
        return self._typed.isActive()

    def text(self) -> str:
        """What a person wrote, on screen or not."""
        return self.description.toPlainText() if self._put_away is None else self._put_away

    def show_privacy(self, *, is_on: bool) -> None:
        """Takes what was written off the screen, since it may name somebody, or puts it back."""
        if is_on == (self._put_away is not None):
            return
        written = self.text()
        self._put_away = written if is_on else None
        with QSignalBlocker(self.description):
            self.description.setPlainText("" if is_on else written)
        self.description.setReadOnly(is_on)
        self.description.setPlaceholderText(HIDDEN_WORDS if is_on else _INVITATION)

    def offer_run(self, run_id: str | None) -> None:
        """The one check a person came from, chosen beforehand; None: no such choice."""
        self.run_id = run_id
        self.dots[Span.RUN].setVisible(run_id is not None)
        self.dots[Span.RUN if run_id is not None else Span.DAY].setChecked(True)

    def warn(self, words: str) -> None:
        """About what stands in the text; empty: nothing to warn of."""
        if words:
            self.warning.show_notice(words, tone="warn")
        else:
            self.warning.clear()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        inside.addWidget(label("1  What went wrong?", role="heading"))
        inside.addWidget(self.description)
        inside.addWidget(self.warning)
        inside.addSpacing(8)
        inside.addWidget(label("2  From when?", role="heading"))
        for number, (span, words) in enumerate(_SPANS):
            dot = ChoiceDot(words, name=f"support_span_{span}", theme=self._theme)
            self.dots[span] = dot
            self._spans.addButton(dot, number)
            inside.addWidget(dot)
        inside.addStretch(1)
        self.offer_run(None)

    def _fit(self) -> None:
        self.description.setFixedHeight(self._theme.px(96))
