"""Whether a window names anybody: walks its widgets, its models and its accessibility tree."""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from app.domain.run_sheet import RunSheet
from app.domain.words import birth_date, phone_number

_WORD = re.compile(r"\w+")
_TEXTS = ("text", "toPlainText", "placeholderText", "title", "currentText")


def people_of(sheet: RunSheet) -> set[str]:
    """Given names, family names, phone numbers and dates of birth; no clinician's name."""
    clinicians = {word for each in sheet.columns for word in _WORD.findall(each.name)}
    found: set[str] = set()
    for row in sheet.rows:
        names = f"{row.patient_first_name or ''} {row.patient_last_name or ''}"
        found |= {word for word in _WORD.findall(names) if len(word) > 1}
        if row.patient_phone:
            found |= {row.patient_phone, phone_number(row.patient_phone)}
        if row.patient_birth_date:
            found.add(birth_date(row.patient_birth_date))
    return found - clinicians


def named(texts: Iterable[str], people: set[str]) -> set[str]:
    """Who of the people is named in any of the texts."""
    all_of = "\n".join(texts)
    words = set(_WORD.findall(all_of))
    return {each for each in people if each in words or (" " in each and each in all_of)}


def widget_texts() -> list[str]:
    """Every text of every widget of the process, on screen or not, and of their models."""
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    texts: list[str] = []
    for widget in QApplication.allWidgets():
        texts += [widget.toolTip(), widget.accessibleName(), widget.windowTitle()]
        texts += [widget.accessibleDescription(), widget.statusTip(), widget.whatsThis()]
        for name in _TEXTS:
            tell = getattr(widget, name, None)
            if callable(tell):
                texts.append(str(tell()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            texts += _model_texts(widget.model())
    return texts


def spoken_texts(root: QWidget) -> list[str]:
    """Every name, description, value and help of the accessibility tree below a window."""
    interface = QAccessible.queryAccessibleInterface(root)
    return list(_spoken(interface)) if interface is not None else []


def _spoken(interface: QAccessibleInterface) -> Iterator[str]:
    kinds = QAccessible.Text
    for kind in (kinds.Name, kinds.Description, kinds.Value, kinds.Help):
        yield interface.text(kind)
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            yield from _spoken(child)


def _model_texts(model: QAbstractItemModel) -> Iterator[str]:
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
    )
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for line in range(model.rowCount(QModelIndex())):
        for column in range(columns):
            for role in roles:
                yield str(model.index(line, column).data(role) or "")
