"""The screen's lock: what was typed does not open it, or can't be tried now."""

from app.domain.errors.base import RunSheetError


class UnlockRefused(RunSheetError):
    """`facts['what']`: the PIN, or the password of whom."""

    code = "LOCK-01"
    template = "That is not {what}."


class ScreenLocked(RunSheetError):
    """Another program asks for patients' data while the desk is locked."""

    code = "LOCK-03"
    template = "RunSheet is locked. Its list can be read again once somebody at the desk opens it."


class UnlockTooSoon(RunSheetError):
    """After several wrong tries; `facts['seconds']` until the next counts."""

    code = "LOCK-02"
    template = "Too many wrong tries. Wait {seconds} seconds, then try again."
