"""The screen's lock: what was typed does not open it, or can't be tried now."""

from app.domain.errors.base import RunSheetError


class UnlockRefused(RunSheetError):
    """`facts['what']`: the PIN, or the password of whom."""

    code = "LOCK-01"
    template = "That is not {what}."


class UnlockTooSoon(RunSheetError):
    """After several wrong tries; `facts['seconds']` until the next counts."""

    code = "LOCK-02"
    template = "Too many wrong tries. Wait {seconds} seconds, then try again."
