"""What privacy mode says: to the ear, on its button, and on the page in place of the board."""

from app.ui.sheet_feed import Snapshot

ON_WORDS = "Privacy on. Names are hidden."
OFF_WORDS = "Privacy off."


def switched_words(*, is_on: bool) -> str:
    """What is said when privacy came on or was turned off."""
    return ON_WORDS if is_on else OFF_WORDS


def practice_name(snapshot: Snapshot) -> str:
    """`Harbour Medical`; several names with ` · ` between them; `RunSheet` where none is known."""
    names = [each.connection.display_name for each in snapshot.overviews]
    return " · ".join(dict.fromkeys(filter(None, names))) or "RunSheet"
