"""Labels that show data as data: plain text only, so nobody's name can become markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def label(
    text: str = "",
    *,
    role: str = "body",
    name: str = "",
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A plain-text label. `role`: body, title, heading, strong, secondary, muted, small, error."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def restyle(widget: QWidget, prop: str, value: str) -> None:
    """Sets a property that the style sheet asks for, and has the look follow it."""
    if widget.property(prop) == value:
        return
    widget.setProperty(prop, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
