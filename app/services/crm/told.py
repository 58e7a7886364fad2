"""What RunSheet was told of a CRM: saved in Settings, in the environment, or in a `.env` file."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.adapters.crm_base import CrmSpec
from app.domain.audit import Deed
from app.domain.crm import ToldBy
from app.domain.said import say
from app.services.core import Core
from app.services.settings import Settings
from app.store import preferences

PREFIX = "PMS_"
_FILE = ".env"
_UNREAD = say("in the password store")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Every told variable of one CRM with its value, and who told it."""

    values: Mapping[str, str] = field(repr=False)
    by: Mapping[str, ToldBy]


async def read_told(core: Core, spec: CrmSpec) -> Told:
    """What a person saved wins over the environment, that over a file.

    Raises KEY-01, KEY-02 only where something was saved: the password store is asked for no more
    than that.
    """
    sources = (
        (ToldBy.FILE, await asyncio.to_thread(_read_files, _folders(core.settings))),
        (ToldBy.ENVIRONMENT, core.settings.environment),
        (ToldBy.SAVED, await _read_saved(core, spec)),
    )
    values: dict[str, str] = {}
    by: dict[str, ToldBy] = {}
    for who, source in sources:
        for variable in variables_of(spec):
            if variable in source:
                values[variable], by[variable] = source[variable], who
    return Told(values=values, by=by)


async def read_told_without_secrets(core: Core, spec: CrmSpec) -> Mapping[str, str]:
    """The values while the password store can't be read: something stands for each secret that
    may be in it, good for nothing but to say that it is told.
    """
    files = await asyncio.to_thread(_read_files, _folders(core.settings))
    saved = await core.database.read(preferences.read_preferences)
    secrets = {each.variable: _UNREAD for each in spec.settings if each.is_secret}
    told = {**secrets, **files, **core.settings.environment}
    return {
        name: saved.get(_preference(name), told.get(name, ""))
        for name in variables_of(spec)
        if name in told or _preference(name) in saved
    }


async def save_told(core: Core, spec: CrmSpec, values: Mapping[str, str]) -> None:
    """Keep what a person typed: secrets in the password store, the rest as preferences.

    A secret that is not among `values` stays what it was. The secrets come first: half a set-up
    that can't sign in is better than one with another account's key.
    """
    secret_names = {each.variable for each in spec.settings if each.is_secret}
    secrets = {name: value for name, value in values.items() if name in secret_names}
    deed = Deed.SECRET_CHANGED if secrets else Deed.SETTING_CHANGED
    await core.audit.note(deed, spec.provider)
    if secrets:
        kept = await _read_secrets(core, spec)
        await core.secrets.write(_secret_name(core, spec), json.dumps({**kept, **secrets}))
        await core.database.write(preferences.write_preference, _has_secrets(spec), "yes")
    for name in variables_of(spec):
        if name in values and name not in secret_names:
            await core.database.write(
                preferences.write_preference, _preference(name), values[name].strip()
            )


async def forget_told(core: Core, spec: CrmSpec) -> None:
    """Take everything that was saved of a CRM away; the environment's values hold again."""
    await core.audit.note(Deed.SECRET_CHANGED, spec.provider)
    await core.secrets.delete(_secret_name(core, spec))
    names = (_has_secrets(spec), *map(_preference, variables_of(spec)))
    await core.database.write(preferences.forget_preferences, names)


def variables_of(spec: CrmSpec) -> tuple[str, ...]:
    """Every variable of a CRM, its timeout among them."""
    return (*(each.variable for each in spec.settings), spec.timeout_variable)


def _folders(settings: Settings) -> tuple[Path, ...]:
    """Where a `.env` may be; the last one's wins."""
    working_dir = () if settings.working_dir is None else (settings.working_dir,)
    return (*working_dir, settings.data_dir)


def _read_files(folders: tuple[Path, ...]) -> dict[str, str]:
    from dotenv import dotenv_values

    found: dict[str, str] = {}
    for folder in folders:
        try:
            with (folder / _FILE).open(encoding="utf-8") as stream:
                told = dotenv_values(stream=stream, interpolate=False)
        except (OSError, ValueError):
            continue  # there is none, or nobody may read it: then it tells nothing
        found |= {name: value or "" for name, value in told.items() if name.startswith(PREFIX)}
    return found


async def _read_saved(core: Core, spec: CrmSpec) -> dict[str, str]:
    saved = await core.database.read(preferences.read_preferences)
    found = {
        name: saved[_preference(name)] for name in variables_of(spec) if _preference(name) in saved
    }
    if saved.get(_has_secrets(spec)) == "yes":
        found |= await _read_secrets(core, spec)
    return found


async def _read_secrets(core: Core, spec: CrmSpec) -> dict[str, str]:
    secret = await core.secrets.read(_secret_name(core, spec))
    return dict(json.loads(secret)) if secret else {}


def _secret_name(core: Core, spec: CrmSpec) -> str:
    return f"RunSheet/{core.installation_id}/crm/{spec.provider}"


def _preference(variable: str) -> str:
    return f"crm.{variable}"


def _has_secrets(spec: CrmSpec) -> str:
    return f"crm.{spec.provider}.has_secrets"
