"""What a user can do, as coroutines: no Qt, no SQL, no HTTP. `open_services` is the way in.

Loaded piece by piece when first asked for: the window paints today's list before it needs more.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.services.opening import Services, open_services
    from app.services.settings import Settings

__all__ = ["Services", "Settings", "open_services"]

_HOMES = {"Services": "opening", "open_services": "opening", "Settings": "settings"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"app.services.{_HOMES[name]}"), name)
