"""Tells every open page that something changed; pages then ask their service again."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What changed."""

    CONNECTIONS = "connections"
    RUN_SHEET = "run_sheet"
    SYNC = "sync"
    PREFERENCES = "preferences"
    BOOKINGS = "bookings"
    REPORTS = "reports"
    CRM = "crm"
    """What RunSheet was told of the CRMs was read anew."""
    API = "api"
    """Whether and where the HTTP API answers, and which programs may use it."""
    BACKUPS = "backups"
    """One was made, or could not be."""
    LOCK = "lock"
    """The screen was locked, or opened again."""
    CLOCK = "clock"
    """The PC slept or its clock was set: what is on screen is older or younger than it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change; `connection_id` is None when it concerns them all."""

    topic: Topic
    connection_id: str | None = None


Listener = Callable[[Change], None]


class ChangeBus:
    """Calls its listeners at once, in the order they subscribed, on the caller's thread."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """From now on `listener` is called; the returned function ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, *topics: Topic, connection_id: str | None = None) -> None:
        """Tell every listener of each topic."""
        for topic in topics:
            change = Change(topic=topic, connection_id=connection_id)
            for listener in tuple(self._listeners):
                listener(change)
