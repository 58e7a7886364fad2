"""The wish to close everything and to begin anew within this process, or to remove it all."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.contents import Contents


class BeginAgain:
    """Kept from the moment somebody asks until the window has closed."""

    def __init__(self, quitting: asyncio.Event) -> None:
        self.quitting = quitting
        self.is_wanted = False
        self._restore: str | None = None
        self.removal: Contents | None = None
        """What is in the data that are to be removed from this PC."""

    def ask(self, restore: str | None) -> None:
        """Closes the window; `restore`: the backup that is put in the data's place then."""
        self.is_wanted, self._restore = True, restore
        self.quitting.set()

    def ask_to_remove(self, contents: "Contents") -> None:
        """Closes the window, and removes RunSheet's data from this PC."""
        self.removal = contents
        self.quitting.set()

    def take(self) -> str | None:
        """The backup, for the one opening that it is for; from then on nothing is asked for."""
        restore, self._restore, self.is_wanted = self._restore, None, False
        self.quitting.clear()
        return restore
