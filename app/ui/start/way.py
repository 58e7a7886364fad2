"""A way out of a start that failed, as data. No Qt."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WayField:
    """A field that is to be filled: its name among the values, and its words."""

    name: str
    words: str
    is_secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """`words` is its button, `hint` says what it does. With fields, or a `warning` that is read
    first, a form opens; without, the button acts. After `act` RunSheet tries to open again; a
    RunSheetError that it raises stays on the page. `opens_at_once`: the page itself asks for it.
    """

    name: str
    words: str
    hint: str
    act: Callable[[Mapping[str, str]], Awaitable[object]]
    fields: tuple[WayField, ...] = ()
    warning: str = ""
    is_danger: bool = False
    opens_at_once: bool = False

    @property
    def has_form(self) -> bool:
        """Whether there is something to type or to read before it acts."""
        return bool(self.fields or self.warning)
