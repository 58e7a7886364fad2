"""Privacy mode's one switch: every window asks it what may be seen, and hears when that changes."""

import contextlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.audit import Deed
from app.domain.errors import RunSheetError
from app.domain.privacy import (
    ON_PREFERENCE,
    PrivacyLevel,
    PrivacySettings,
    Veil,
)
from app.ui.late_services import LateServices
from app.ui.tasks import Tasks

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.changes import Change


class PrivacyState(QObject):
    """On or off, how much is hidden, and the one row a person peeks at.

    `changed`: what may be seen is different now; ask `veil`. `switched` carries True when privacy
    came on, False when a person turned it off. `peeked` carries the id of a row just peeked at.
    `set_anew`: a person changed the settings. `left_alone`: nobody is at the desk; what was typed
    since privacy came on goes as well.
    """

    changed = Signal()
    switched = Signal(bool)
    peeked = Signal(str)
    set_anew = Signal()
    left_alone = Signal()

    def __init__(self, late: LateServices, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._late, self._tasks = late, tasks
        self._settings = PrivacySettings()
        self._is_on = False
        self._peeked_id: str | None = None
        self._veil = Veil()
        self._unsubscribe: Callable[[], None] | None = None
        self._is_unsaved = False

    @property
    def is_unsaved(self) -> bool:
        """True from a switch until it is on disk."""
        return self._is_unsaved

    @property
    def is_on(self) -> bool:
        """True while people are hidden."""
        return self._is_on

    @property
    def level(self) -> PrivacyLevel:
        """How much is hidden while privacy is on."""
        return self._settings.level

    @property
    def settings(self) -> PrivacySettings:
        """What a person set."""
        return self._settings

    @property
    def peeked_id(self) -> str | None:
        """The row that is open for a moment although privacy is on."""
        return self._peeked_id

    @property
    def veil(self) -> Veil:
        """What hides people now; equal veils hide the same."""
        return self._veil

    def load(self, saved: Mapping[str, str]) -> None:
        """As it was left; before anything is painted. A switch made meanwhile is newer."""
        if not self._is_unsaved:
            self._is_on = saved.get(ON_PREFERENCE) == "yes"
        self._settings = PrivacySettings.of(saved)
        self._lift_or_lower()

    def follow(self) -> None:
        """From now on other settings apply at once; the services are open."""
        if self._unsubscribe is None:
            self._unsubscribe = self._late.services.changes.subscribe(self._hear)

    def close(self) -> None:
        """Stops listening."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def toggle(self) -> None:
        """F8."""
        if self._is_on:
            self.turn_off()
        else:
            self.turn_on()

    def turn_on(self) -> None:
        """Hides people on every window at once, and remembers it."""
        self._switch(is_on=True)

    def turn_off(self) -> None:
        """Shows people again; only a person does this."""
        self._switch(is_on=False)

    def leave_alone(self) -> None:
        """Nobody is at the desk: hides people, and again what was typed while they were hidden."""
        self.turn_on()
        self.left_alone.emit()

    def peek(self, row_id: str) -> None:
        """Opens one row; an earlier one closes. Nothing happens while privacy is off."""
        if not self._is_on or self._settings.level is PrivacyLevel.OFF:
            return
        is_new = row_id != self._peeked_id
        self._peeked_id = row_id
        self._lift_or_lower()
        if is_new:
            from app.services.logs import Event, log_event

            log_event(Event.PRIVACY_PEEK, appointment=row_id)
            self._tasks.start(self._note_peek(row_id))
            self.peeked.emit(row_id)

    async def _note_peek(self, row_id: str) -> None:
        services = await self._late.ready()
        await services.audit.note(Deed.PEEKED, row_id)

    def end_peek(self) -> None:
        """Closes the row that was peeked at."""
        self._peeked_id = None
        self._lift_or_lower()

    def _switch(self, *, is_on: bool) -> None:
        if is_on == self._is_on:
            return
        self._is_on, self._peeked_id = is_on, None
        self._lift_or_lower()
        self._is_unsaved = True
        self.switched.emit(is_on)
        self._tasks.start(self._save())

    def _lift_or_lower(self) -> None:
        level = self._settings.level if self._is_on else None
        veil = Veil(level=level, peeked_id=self._peeked_id if self._is_on else None)
        if veil != self._veil:
            self._veil = veil
            self.changed.emit()

    async def keep(self) -> None:
        """Saves a switch that is not on disk yet, before RunSheet ends."""
        if self._is_unsaved and self._late.is_open:
            with contextlib.suppress(RunSheetError):  # a full disk must not keep it open
                await self._save()

    async def _save(self) -> None:
        services = await self._late.ready()
        is_on = self._is_on
        await services.preferences.write(ON_PREFERENCE, "yes" if is_on else "no")
        self._is_unsaved = self._is_on != is_on

    def _hear(self, change: "Change") -> None:
        from app.services.changes import Topic

        if change.topic is Topic.PREFERENCES:
            self._tasks.start(self._read_settings())

    async def _read_settings(self) -> None:
        """Whether it is on is the person's at this window, so that alone is not read again."""
        settings = PrivacySettings.of(await self._late.services.preferences.read())
        if settings != self._settings:
            self._settings = settings
            self._lift_or_lower()
            self.set_anew.emit()
