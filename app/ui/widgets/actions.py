"""A next step as data: its verb and what it does; and the button that does it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.ui.widgets.buttons import Button


@dataclass(frozen=True, slots=True)
class Action:
    """Two actions are equal when they read the same."""

    text: str
    act: Callable[[], object] = field(compare=False)


class ActionButton(Button):
    """Calls the action it holds at the moment of the press."""

    def __init__(self, action: Action, *, name: str, kind: str = "normal") -> None:
        super().__init__(action.text, name=name, kind=kind)
        self.action = action
        self.clicked.connect(self._act)

    def _act(self) -> None:
        self.action.act()
