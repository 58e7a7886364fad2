"""What a person or a program asked for is impossible, or no longer so."""

from app.domain.errors.base import RunSheetError


class InvalidRequest(RunSheetError):
    """The caller asked for something impossible; `facts['reason']` is one plain sentence,
    `facts['field']`, where it is told, the HTTP API's name of what is wrong.
    """

    code = "ASK-01"
    template = "{reason}"


class NameTaken(InvalidRequest):
    """There is one of that name already."""


class NotByHand(InvalidRequest):
    """It is a practice system's row, where only one that was added by hand will do."""


class ConnectionNotFound(RunSheetError):
    code = "ASK-02"
    template = "There is no such connection."


class AppointmentNotFound(RunSheetError):
    code = "ASK-03"
    template = "That appointment is not on the list any more."


class ChangedMeanwhile(RunSheetError):
    """An edit of what a person saw, when it no longer is so. `facts['changed']`: what differs."""

    code = "EDIT-01"
    template = "This appointment changed meanwhile: {changed}. Look at it again, then change it."
