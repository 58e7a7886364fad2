"""Which place of Help answers for what a person is at: the fault they read, the panel, the page."""

from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.ui.help.pages import CODE, Place, place_of_code
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.window.pages import PageName

START = Place(page="reception")
OF_PAGES = {
    PageName.TODAY: "reception.md",
    PageName.BOOKINGS: "bookings.md",
    PageName.CONNECTIONS: "manager.md#the-connections-page",
    PageName.HISTORY: "trouble.md#find-out-why-somebody-is-missing",
    PageName.REPORTS: "bookings.md#see-and-send-a-report",
    PageName.SETTINGS: "manager.md#settings",
    PageName.SUPPORT: "trouble.md#send-a-support-file",
}
OF_PARTS = {
    "find": "patients.md#find-somebody",
    "drawer": "patients.md#read-somebodys-details",
    "identity": "patients.md#check-who-somebody-is",
    "drawer_note": "patients.md#write-a-note",
    "row_form": "patients.md#add-a-walk-in-or-change-a-row",
    "print_panel": "patients.md#print-the-list",
    "downtime_panel": "trouble.md#work-without-the-internet",
    "booking_form": "bookings.md#book-a-visit",
    "booking_details": "bookings.md#move-or-cancel-a-booking",
    "cancel_panel": "bookings.md#move-or-cancel-a-booking",
    "compare_panel": "bookings.md#when-a-booking-needs-you",
    "there_panel": "bookings.md#when-a-booking-needs-you",
    "quick_box": "bookings.md#type-a-sentence",
    "send_panel": "bookings.md#see-and-send-a-report",
    "setup_wizard": "manager.md#connect-a-practice-system",
    "step_people": "manager.md#choose-who-has-a-column",
    "step_types": "manager.md#tick-the-telehealth-types",
    "settings_panel": "manager.md#the-connections-page",
    "settings_practice": "manager.md#opening-hours",
    "settings_privacy": "manager.md#privacy-on-the-screen",
    "settings_crm": "manager.md#set-up-a-crm-for-bookings",
    "settings_api": "manager.md#let-other-programs-in",
    "settings_keyboard": "keys.md",
    "settings_data": "manager.md#how-long-names-are-kept",
    "settings_backups": "manager.md#backups",
    "settings_updates": "manager.md#newer-versions",
    "settings_security": "manager.md#the-lock",
}
"""By a widget's object name; whatever lies inside it counts as it."""


def place_for(window: QWidget, *, page: PageName | None, page_code: str = "") -> Place:
    """Where Help opens for a person at this window: at the code of the notice they are on or of the
    error at their field, else at the part they are in, else at the fault that is open on the page
    (`page_code`), else at the page.
    """
    for widget in _around(window.focusWidget()):
        found = _place_of_widget(widget)
        if found is not None:
            return found
    link = OF_PAGES[page] if page is not None else ""
    return place_of_code(page_code) or Place.of(link) or START


def _around(widget: QWidget | None) -> Iterator[QWidget]:
    """A widget and what it lies in: up to the page, or to the dialog and with it."""
    while widget is not None and widget.objectName() != "page":
        if not widget.isWindow() or isinstance(widget, QDialog):
            yield widget
        widget = None if widget.isWindow() else widget.parentWidget()


def _place_of_widget(widget: QWidget) -> Place | None:
    code = code_in(widget) or next(filter(None, map(code_in, _errors_in(widget))), "")
    return place_of_code(code) or Place.of(OF_PARTS.get(widget.objectName(), ""))


def _errors_in(widget: QWidget) -> list[QLabel]:
    return [each for each in widget.findChildren(QLabel) if each.isVisible()]


def code_in(widget: QWidget) -> str:
    """The fault's code that a notice, an empty page or an error at a field tells; empty where there
    is none.
    """
    if isinstance(widget, NoticeBar | EmptyState):
        text = widget.text
    elif isinstance(widget, QLabel) and widget.property("role") == "error":
        text = widget.text()
    else:
        return ""
    found = CODE.search(text)
    return found[0] if found else ""
