"""What privacy mode says: to the ear, on its button, and on the page in place of the board."""

from app.domain.said import say
from app.ui.language import translated
from app.ui.sheet_feed import Snapshot

ON_WORDS = say("Privacy on. Names are hidden.")
OFF_WORDS = say("Privacy off.")


def switched_words(*, is_on: bool) -> str:
    """What is said when privacy came on or was turned off."""
    return translated(ON_WORDS if is_on else OFF_WORDS)


def practice_name(snapshot: Snapshot) -> str:
    """`Harbour Medical`; several names with ` · ` between them; `RunSheet` where none is known."""
    names = [each.connection.display_name for each in snapshot.overviews]
    return " · ".join(dict.fromkeys(filter(None, names))) or "RunSheet"
