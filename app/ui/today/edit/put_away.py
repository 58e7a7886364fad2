"""A form whose words leave the window, and come back as they were."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget


def put_away(form: QWidget) -> Callable[[], None]:
    """Empties every text in it, seen and spoken; what it returns puts them back."""
    steps = [_spoken(each) for each in (form, *form.findChildren(QWidget))]
    steps += [_text(each) for each in form.findChildren(QLabel)]
    steps += [_text(each) for each in form.findChildren(QLineEdit)]
    steps += [_plain_text(each) for each in form.findChildren(QPlainTextEdit)]

    def bring_back() -> None:
        for step in steps:
            step()

    return bring_back


def _text(widget: QLabel | QLineEdit) -> Callable[[], None]:
    text = widget.text()
    widget.setText("")
    return lambda: widget.setText(text)


def _plain_text(widget: QPlainTextEdit) -> Callable[[], None]:
    text = widget.toPlainText()
    widget.setPlainText("")
    return lambda: widget.setPlainText(text)


def _spoken(widget: QWidget) -> Callable[[], None]:
    name, description = widget.accessibleName(), widget.accessibleDescription()
    widget.setAccessibleName("")
    widget.setAccessibleDescription("")

    def speak() -> None:
        widget.setAccessibleName(name)
        widget.setAccessibleDescription(description)

    return speak
