"""Today's list as it was last stored, for the window's first paint: read before all else loads."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from app.adapters.registry import PMS_SPECS
from app.domain.run_sheet import RunSheet
from app.secrets import KeyringSecrets
from app.services.settings import FALLBACK_TIMEZONE, Settings
from app.store.file import folder
from app.store.file.key_file import read_key_file
from app.store.first_look import look_at_today


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """Today's sheet as read at `now` (aware UTC), and the saved preferences."""

    sheet: RunSheet
    preferences: dict[str, str]
    now: datetime


async def first_look(settings: Settings, *, now: datetime) -> FirstLook | None:
    """Today's list; None at a first start and where the proper opening must say what is wrong.

    Never raises and changes nothing.
    """
    if settings.memory_secrets or settings.database_url:
        return None
    try:
        return await _look(settings, now)
    except Exception:  # noqa: BLE001  # the proper opening follows and says what is wrong
        return None


async def _look(settings: Settings, now: datetime) -> FirstLook | None:
    data_file = settings.data_dir / folder.DATA_FILE
    if not folder.has_data(data_file):
        return None
    told = read_key_file(settings.data_dir)
    if told.uses_passphrase or told.other is not None:
        return None
    key = await KeyringSecrets().read(told.secret_name())
    if key is None:
        return None
    look = await asyncio.to_thread(
        look_at_today,
        data_file,
        bytes.fromhex(key),
        labels={pms_type: spec.label for pms_type, spec in PMS_SPECS.items()},
        now=now,
        fallback_timezone=FALLBACK_TIMEZONE,
    )
    if look is None:
        return None
    return FirstLook(sheet=look.sheet, preferences=look.preferences, now=now)
