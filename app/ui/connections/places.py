"""Where a button of a connection leads."""

from enum import StrEnum


class Place(StrEnum):
    """What takes the place of the cards."""

    DETAILS = "details"
    PEOPLE = "people"
    TYPES = "telehealth"
    SETUP = "setup"
    RECONNECT = "reconnect"
