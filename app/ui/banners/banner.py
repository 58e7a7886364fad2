"""A banner as data: one sentence with its next steps. No Qt; no patients' names."""

from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What a banner's button does."""

    SYNC = "sync"
    READ_AGAIN = "read_again"
    PRINT = "print"
    DOWNTIME = "downtime"
    SIGN_IN = "sign_in"
    SET_UP = "set_up"
    CHOOSE_PEOPLE = "choose_people"
    PRACTICE_SETTINGS = "practice_settings"
    SHOW_WHICH = "show_which"
    COPY_DETAILS = "copy_details"
    MATCH_STATUS = "match_status"
    HOW_TO_FIX = "how_to_fix"
    OPEN_PAGE = "open_page"
    KEEP = "keep"
    MARK_GONE = "mark_gone"
    DISMISS = "dismiss"
    BEGIN_AGAIN = "begin_again"
    SHOW_UPDATE = "show_update"
    UPDATE_SEEN = "update_seen"


@dataclass(frozen=True, slots=True)
class BannerButton:
    """A verb; `target` is the connection's or the notice's id, `detail` what else the deed needs:
    a status word, a note's key, a page's address.
    """

    text: str
    deed: Deed
    target: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """Lower `rank` is worse. `topic`: what it is about; while that stays the same, other words
    (a time, a count) are not announced again. An urgent one interrupts a screen reader.
    """

    rank: int
    tone: str
    text: str
    topic: str
    buttons: tuple[BannerButton, ...] = ()
    is_urgent: bool = False
