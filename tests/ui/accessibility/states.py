"""Which states the suite walks: all of them take minutes, `python -m tests.ui.accessibility`."""

from tests.shots import all_shots
from tests.ui.studio import Shot

WALKED = {
    *("frame-closing-tray", "menu-card", "menu-clinicians", "menu-three-vendors"),
    *("today-details", "today-list", "today-found-elsewhere", "today-identity", "today-no-rows"),
    *("edit-adding", "edit-held-note", "edit-removed", "edit-overruled", "fault-several"),
    *("fault-unknown-status", "card-paused", "privacy-initials", "privacy-board-off"),
    *("print-panel-private", "downtime-password", "connections-details-remove"),
    *("connections-rename", "setup-2-keys-found", "setup-4-failed", "people-shared"),
    *("bookings-form", "bookings-cancel", "bookings-compare", "history-saving"),
    *("reports-send-later", "settings-api-new", "settings-lock-changing", "support-part-missing"),
    *("lock-wrong", "start-choose-passphrase", "starting"),
}
"""Together they show every kind of part; what a state has beside its like is words."""


def walked_states() -> list[Shot]:
    """These, and every state of a page or dialog that none of them is of: a new one."""
    known = {_family(name) for name in WALKED} | {"catalogue", "fresh", "types"}
    return [shot for shot in all_shots() if shot.name in WALKED or _family(shot.name) not in known]


def _family(name: str) -> str:
    return name.partition("-")[0]
