"""What every key does, in words: for the Settings page and the guide of keys."""

from dataclasses import dataclass

from app.ui import keys


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
        (keys.shown(keys.SYNC), "Sync now"),
        (keys.shown(keys.SYNC_COLUMN), "Sync this clinician only (on the board)"),
        (keys.shown(keys.FIND), "Find"),
        (keys.shown(keys.PRIVACY), "Hide or show names"),
        (keys.shown(keys.PRINT), "Print the list"),
        (f"{keys.shown(keys.page(1))} to 9", "Go to a page"),
        (_both(keys.NEXT_PANE, keys.PREVIOUS_PANE), "Next part of the window, the one before"),
        (keys.shown(keys.MESSAGE), "Go to the newest message; Esc dismisses it"),
        (keys.shown(keys.PREVIOUS_DAY), "The day before (in Help: back)"),
        (keys.shown(keys.NEXT_DAY), "The day after"),
        (f"{keys.shown(keys.column(1))} to 9", "Go to a column"),
        (keys.shown(keys.SHOW_CANCELLED), "Show or hide cancelled"),
        (keys.shown(keys.TELEHEALTH_ONLY), "Telehealth only"),
        (_both(keys.ZOOM_IN, keys.ZOOM_OUT), "Larger or smaller text"),
        (keys.shown(keys.ZOOM_RESET), "Text at 100 %"),
        ("Enter", "Details of the card"),
        ("Esc", "Close the details"),
        (keys.shown(keys.NEW_BOOKING), "New booking"),
        (keys.shown(keys.ADD_ROW), "Add a row, for a walk-in"),
        ("N", "Next change since you last looked (on the board)"),
        ("A", "Mark a move as seen (on the board)"),
        ("O", "Write a note (on the board)"),
        ("D", "Check identity (on the board)"),
        ("B", "Book this visit in a CRM (on the board)"),
        ("P", "Print this list (on the board)"),
        ("T", "Today (on the board)"),
        ("C", "Copy the phone number (on the board)"),
        ("R", "Try again what failed (in Sync history)"),
        ("E", "Support export of a check (in Sync history)"),
        (keys.shown(keys.SEND_REPORT), "Send a report (in Reports)"),
        (keys.shown(keys.COPY_ROW), "Copy a check as text (in Sync history)"),
        (
            keys.shown(keys.SYNC_CONNECTION),
            "Sync this one (on a connection's card, in its details)",
        ),
        (keys.shown(keys.SAVE), "Save, or go on (while setting up, and in the support export)"),
        (_both(keys.BACK, keys.NEXT), "Back and on (while setting up)"),
        (keys.shown(keys.PREVIEW), "Preview (in the support export)"),
        (keys.shown(keys.KEEP), "Book, or save a note or a row, from anywhere in it"),
        (keys.shown(keys.UNDO), "Undo a setting"),
        (keys.shown(keys.SUPPORT), "Support export"),
        (keys.shown(keys.LOCK), "Lock RunSheet"),
        (keys.shown(keys.SETTINGS), "Settings"),
        (keys.shown(keys.HELP), "Help with what you are at"),
        (_both(keys.FIND_NEXT, keys.FIND_PREVIOUS), "The next place found in Help, the one before"),
        (keys.shown(keys.QUIT), "Quit"),
    ]


def _both(one: keys.Keys, other: keys.Keys) -> str:
    return f"{keys.shown(one)}, {keys.shown(other)}"
