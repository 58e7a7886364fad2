"""Check identity (D): three identifiers asked of the person, ticked off, and noted without them.

The ticks are kept nowhere; the log has the appointment's id and that three were confirmed.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout

from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.domain.words import birth_date
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.today.cards import Card
from app.ui.today.parts import TodayParts
from app.ui.widgets.labels import label
from app.ui.widgets.ticks import TickBox

_NOTE = say("A phone or Medicare number does not identify a person.")


class IdentityPanel(QFrame):
    """Name, date of birth and a third identifier, each with a box to tick."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("identity")
        self.setProperty("tone", "info")
        self.setAccessibleName(tr("Check identity"))
        self.result = label(role="strong", name="identity_result")
        self.boxes = tuple(TickBox("", name=f"identity_{n}", theme=theme) for n in range(3))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        column.addWidget(label(tr("Check identity"), role="strong"))
        for box in self.boxes:
            column.addWidget(box)
            box.toggled.connect(self._tell)
        column.addWidget(self.result)
        column.addWidget(label(translated(_NOTE), role="small", wrap=True))
        self.hide()

    @property
    def is_complete(self) -> bool:
        """True once all three were confirmed."""
        return all(box.isChecked() for box in self.boxes)

    def ask(self, row: RunSheetRow) -> None:
        """Begins anew, for this row."""
        unknown = say("not known here")
        born = birth_date(row.patient_birth_date) if row.patient_birth_date else unknown
        words = (
            tr("Name: {name}", name=row.patient_name or unknown),
            tr("Date of birth: {date}", date=born),
            tr("Address or patient number"),
        )
        self._name_boxes(words)
        self._tell()
        self.show()
        self.boxes[0].setFocus()

    def forget(self) -> None:
        """Nothing of the row stays in the hidden panel."""
        self.hide()
        self._name_boxes(("", "", ""))

    def _name_boxes(self, words: tuple[str, ...]) -> None:
        for box, text in zip(self.boxes, words, strict=True):
            box.setChecked(False)
            box.setText(text.replace("&", "&&"))
            box.setAccessibleName(text)

    def _tell(self) -> None:
        ticked = sum(box.isChecked() for box in self.boxes)
        self.result.setText(
            tr("Identity checked.")
            if self.is_complete
            else tr("{count} of 3 confirmed", count=ticked)
        )


class IdentityCheck(QObject):
    """Opens the panel in the details of the card that has the focus."""

    def __init__(self, parts: TodayParts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._panel: IdentityPanel | None = None
        self._card_id = ""
        parts.views.identity_wanted.connect(self._ask)
        parts.details.shown.connect(self._follow)
        parts.details.closed.connect(lambda _card_id: self._end())
        parts.context.privacy.changed.connect(self._end)

    def _ask(self, card: Card) -> None:
        context, snapshot = self._parts.context, self._parts.context.feed.snapshot
        if context.privacy.veil.hides(card.id):
            context.show_message(tr("Privacy is on. Open this row with Enter, then press D."))
            return
        if snapshot is None or not card.row.has_patient:
            return
        self._parts.details.open(card, snapshot.now)
        self._card_id = card.id
        self._made().ask(card.row)

    def _made(self) -> IdentityPanel:
        if self._panel is None:
            self._panel = IdentityPanel(self._parts.context.theme)
            self._parts.details.drawer.put_check(self._panel)
            for box in self._panel.boxes:
                box.toggled.connect(self._note)
        return self._panel

    def _note(self) -> None:
        if self._panel is not None and self._panel.is_complete and self._panel.isVisible():
            from app.services.logs import Event, log_event

            log_event(Event.IDENTITY_CHECKED, appointment=self._card_id)
            self._parts.context.announce(tr("Identity checked."))

    def _follow(self, card: Card, _now: object) -> None:
        if card.id != self._card_id:
            self._end()

    def _end(self) -> None:
        self._card_id = ""
        if self._panel is None or self._panel.isHidden():
            return
        had_focus = self._panel.isAncestorOf(QApplication.focusWidget() or self._panel.window())
        self._panel.forget()
        if had_focus and self._parts.details.is_open:
            self._parts.details.drawer.close_button.setFocus()
