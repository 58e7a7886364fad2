"""The vendor's answer can't be read, or not be believed."""

from app.domain.errors.base import RunSheetError


class BadAnswer(RunSheetError):
    """JSON of the wrong shape, truncated, too large or too deep."""

    code = "DATA-05"
    template = "{system} sent an answer we couldn't read. The list stays as it was."


class NotFound(RunSheetError):
    """The vendor's own 404 for one record. A proxy's 404 is `Blocked`, never this."""

    code = "DATA-06"
    template = "{system} does not know this record."


class IncompleteRead(RunSheetError):
    """A practitioner's list kept changing while it was read, or a record in it had no id."""

    code = "DATA-08"
    template = "{system}'s list was not whole. New rows are here, but nothing was taken off."


class MassVanish(RunSheetError):
    code = "DATA-09"
    template = "{count} appointments are missing in {system} all at once. They stay until you say."


class NoPractitioners(RunSheetError):
    code = "MAP-03"
    template = (
        "{system} returned no people. Check that practitioners are shown in the appointment book."
    )


class NobodyMapped(RunSheetError):
    code = "MAP-04"
    template = "Nobody from {system} has a column yet. Choose who to show."


class RequestRefused(RunSheetError):
    """A 4xx we have no better word for: a fault of ours or a change of the vendor's."""

    code = "DATA-07"
    template = "{system} refused our request. The list stays as it was."
