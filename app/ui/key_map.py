"""What every key does, in words: for the Settings page and the guide of keys."""

from dataclasses import dataclass

from app.ui import keys
from app.ui.language import tr


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A key as the platform writes it, and what it does."""

    keys: str
    does: str


def key_map() -> tuple[KeyEntry, ...]:
    """The keys that work today, the most used first."""
    return tuple(KeyEntry(shown, does) for shown, does in _entries())


def _entries() -> list[tuple[str, str]]:
    return [
        (keys.shown(keys.SYNC), tr("Sync now")),
        (keys.shown(keys.SYNC_COLUMN), tr("Sync this clinician only (on the board)")),
        (keys.shown(keys.FIND), tr("Find")),
        (keys.shown(keys.PRIVACY), tr("Hide or show names")),
        (keys.shown(keys.PRINT), tr("Print the list")),
        (tr("{key} to 9", key=keys.shown(keys.page(1))), tr("Go to a page")),
        (_both(keys.NEXT_PANE, keys.PREVIOUS_PANE), tr("Next part of the window, the one before")),
        (keys.shown(keys.MESSAGE), tr("Go to the newest message; Esc dismisses it")),
        (keys.shown(keys.PREVIOUS_DAY), tr("The day before (in Help: back)")),
        (keys.shown(keys.NEXT_DAY), tr("The day after")),
        (tr("{key} to 9", key=keys.shown(keys.column(1))), tr("Go to a column")),
        (keys.shown(keys.SHOW_CANCELLED), tr("Show or hide cancelled")),
        (keys.shown(keys.TELEHEALTH_ONLY), tr("Telehealth only")),
        (_both(keys.ZOOM_IN, keys.ZOOM_OUT), tr("Larger or smaller text")),
        (keys.shown(keys.ZOOM_RESET), tr("Text at 100 %")),
        ("Enter", tr("Details of the card")),
        ("Esc", tr("Close the details")),
        (keys.shown(keys.NEW_BOOKING), tr("New booking")),
        (keys.shown(keys.ADD_ROW), tr("Add a row, for a walk-in")),
        ("N", tr("Next change since you last looked (on the board)")),
        ("A", tr("Mark a move as seen (on the board)")),
        ("O", tr("Write a note (on the board)")),
        ("D", tr("Check identity (on the board)")),
        ("B", tr("Book this visit in a CRM (on the board)")),
        ("P", tr("Print this list (on the board)")),
        ("T", tr("Today (on the board)")),
        ("C", tr("Copy the phone number (on the board)")),
        ("R", tr("Try again what failed (in Sync history)")),
        ("E", tr("Support export of a check (in Sync history)")),
        (keys.shown(keys.SEND_REPORT), tr("Send a report (in Reports)")),
        (keys.shown(keys.COPY_ROW), tr("Copy a check as text (in Sync history)")),
        (
            keys.shown(keys.SYNC_CONNECTION),
            tr("Sync this one (on a connection's card, in its details)"),
        ),
        (keys.shown(keys.SAVE), tr("Save, or go on (while setting up, and in the support export)")),
        (_both(keys.BACK, keys.NEXT), tr("Back and on (while setting up)")),
        (keys.shown(keys.PREVIEW), tr("Preview (in the support export)")),
        (keys.shown(keys.KEEP), tr("Book, or save a note or a row, from anywhere in it")),
        (keys.shown(keys.UNDO), tr("Undo a setting")),
        (keys.shown(keys.SUPPORT), tr("Support export")),
        (keys.shown(keys.LOCK), tr("Lock RunSheet")),
        (keys.shown(keys.SETTINGS), tr("Settings")),
        (keys.shown(keys.HELP), tr("Help with what you are at")),
        (
            _both(keys.FIND_NEXT, keys.FIND_PREVIOUS),
            tr("The next place found in Help, the one before"),
        ),
        (keys.shown(keys.QUIT), tr("Quit")),
    ]


def _both(one: keys.Keys, other: keys.Keys) -> str:
    return f"{keys.shown(one)}, {keys.shown(other)}"
