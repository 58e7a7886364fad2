"""What a user can do, as coroutines: no Qt, no SQL, no HTTP. `open_services` is the way in."""

from app.services.opening import Services, open_services
from app.services.settings import Settings

__all__ = ["Services", "Settings", "open_services"]
