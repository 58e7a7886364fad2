"""A CRM: what it refused, what it may have taken, what a booking needs.

What comes of a write decides whether it may be sent again. `OutcomeUnknown` alone means that the
CRM may have taken it; every other error means that it did nothing.
"""

from app.domain.errors.base import RunSheetError
from app.domain.errors.network import TryLater
from app.domain.errors.sign_in import SignInAgain
from app.domain.said import say_in_a_row


class BookingRefused(RunSheetError):
    """The CRM said no to what was sent; `facts['reason']` is our own sentence, never the CRM's."""

    code = "WRITE-01"
    template = "{system} didn't accept this booking: {reason}"


class ReportRefused(BookingRefused):
    """The same no to a performance report."""

    template = "{system} didn't accept this report: {reason}"


class SlotTaken(RunSheetError):
    code = "WRITE-02"
    template = "That time was taken in {system} by someone else."


class OutcomeUnknown(RunSheetError):
    """The answer is lost, the request perhaps not: look before anything is sent again."""

    code = "WRITE-03"
    template = "We're not sure {system} got this. Checking before we try again."


class NeverFoundOut(OutcomeUnknown):
    """For a whole day nobody could look: it is a person's now."""

    template = "We couldn't find out whether {system} got this. Please look in {system}."


class NotSentInTime(RunSheetError):
    code = "WRITE-04"
    template = "Not sent before the start time. {system} was not told."


class BookingDiffers(RunSheetError):
    """What the CRM holds is not what was sent; `facts['differs']` names the fields."""

    code = "WRITE-05"
    template = "{system} shows this booking differently: {differs}."


class CrmSetupMissing(RunSheetError):
    """The CRM lacks something that its administrator must make; `facts['field']` names it."""

    code = "WRITE-06"
    template = "{system} is missing something we need ({field})."


class CrmRightMissing(RunSheetError):
    """The key works, but may not do this; `facts['right']` is the right's name in the CRM."""

    code = "WRITE-07"
    template = "{system} doesn't let this key do that. It needs the right {right}."


class SeveralFound(RunSheetError):
    """Two or more records carry one booking's reference, or one person's number."""

    code = "WRITE-08"
    template = "{system} has this {what} {count} times. Someone has to look."


class ContactUnknown(RunSheetError):
    """Whom the desk chose, or a program named by an id, is not in the CRM, or not any more."""

    code = "WRITE-09"
    template = "{system} doesn't have the chosen contact. Choose the person again."


class CrmNotSetUp(RunSheetError):
    """`facts['missing']` are the names of the settings that are not there."""

    code = "CRM-01"
    template = "{system} is not set up for bookings yet. Missing: {missing}."


class CrmSignInAgain(SignInAgain):
    """A 401 of a CRM: its bookings wait until a person gives a new key."""

    code = "CRM-02"
    template = "{system} needs a new sign-in. Bookings wait until then; nothing is lost."


class CrmBusy(TryLater):
    """The record is locked by somebody else's change; a moment later it is free."""

    code = "CRM-03"
    template = "{system} was busy with this record. We'll try again."


class BookingNotFound(RunSheetError):
    code = "ASK-04"
    template = "There is no such booking."


class InvalidBooking(RunSheetError):
    """A booking that can't be sent. `fields` says what is wrong with each, by its name in the
    HTTP API, and never repeats a value.
    """

    code = "ASK-05"
    template = "This booking needs another look: {problems}"

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(problems=say_in_a_row(" ", fields.values()))
        self.fields = fields


class BookingConflict(RunSheetError):
    """The same key was used for another booking, or this booking can't be changed any more."""

    code = "ASK-06"
    template = "{reason}"
