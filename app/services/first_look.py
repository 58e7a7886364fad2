"""Today's list as it was last stored, for the window's first paint: read before all else loads."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from app.adapters.registry import PMS_SPECS
from app.domain.errors import RunSheetError
from app.domain.run_sheet import RunSheet
from app.secrets import KeyringSecrets
from app.services.settings import FALLBACK_TIMEZONE, Settings
from app.store import folder
from app.store.first_look import look_at_today


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """Today's sheet as read at `now` (aware UTC), and the saved preferences."""

    sheet: RunSheet
    preferences: dict[str, str]
    now: datetime


async def first_look(settings: Settings, *, now: datetime) -> FirstLook | None:
    """Today's list; None at a first start and where the proper opening must say what is wrong.

    Never raises for the PC's faults and never writes.
    """
    if settings.memory_secrets or settings.database_url or not folder.has_data(settings.data_dir):
        return None
    try:
        name = folder.key_name(folder.read_installation(settings.data_dir))
        key = await KeyringSecrets().read(name)
    except RunSheetError:
        return None
    if key is None:
        return None
    look = await asyncio.to_thread(
        look_at_today,
        settings.data_dir / folder.DATA_FILE,
        bytes.fromhex(key),
        labels={pms_type: spec.label for pms_type, spec in PMS_SPECS.items()},
        now=now,
        fallback_timezone=FALLBACK_TIMEZONE,
    )
    if look is None:
        return None
    return FirstLook(sheet=look.sheet, preferences=look.preferences, now=now)
