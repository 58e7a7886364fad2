"""How the access of other programs reads on screen."""

from datetime import datetime

from app.domain.api_access import ApiToken, Scope
from app.domain.words import short_date

SCOPE_WORDS = {
    Scope.READ: "See the run sheet, connections, bookings and reports",
    Scope.BOOK: "Book, move and cancel; change the run sheet by hand",
    Scope.ADMIN: "Set RunSheet up: connections, people, checks",
}
_SHORT = {Scope.READ: "look", Scope.BOOK: "book and change", Scope.ADMIN: "set up"}


def token_words(token: ApiToken) -> str:
    """`May look, book and change. Added Tue 18 Nov 2025. Not used yet.`"""
    may = ", ".join(_SHORT[scope] for scope in Scope if scope in token.scopes)
    used = token.last_used_at
    last = f"Last used {_day(used)}." if used is not None else "Not used yet."
    return f"May {may}. Added {_day(token.created_at)}. {last}"


def _day(instant: datetime) -> str:
    """The day on this PC's clock."""
    return short_date(instant.astimezone().date())
