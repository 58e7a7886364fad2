"""Where RunSheet keeps its data and whom it talks to: from the environment and the command line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from app.domain.errors import InvalidRequest

FALLBACK_TIMEZONE = "Australia/Sydney"
"""Used to draw an empty sheet before any practice has told its zone."""

DATA_DIR = "RUNSHEET_DATA_DIR"
DATABASE_URL = "RUNSHEET_DATABASE_URL"
OUR_VARIABLES = ("RUNSHEET_", "PMS_")
"""How the names begin of the variables that concern us; the CRMs' are the seed's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one running RunSheet was told at its start.

    `environment` holds the variables that adapters name (base URLs, partner credentials).
    `memory_secrets`: the demo's keys, kept in memory only. `working_dir`: a `.env` in it is read,
    too; None: in the data folder's alone. `has_rate_limit` is False for benchmarks, which set the
    vendors' limits aside.
    """

    data_dir: Path
    database_url: str = ""
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    memory_secrets: bool = False
    working_dir: Path | None = None
    has_rate_limit: bool = True

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] | None = None, *, data_dir: Path | None = None
    ) -> "Settings":
        """Settings of a normal start; `data_dir` wins over the variable, that over the platform."""
        given = dict(os.environ if environment is None else environment)
        folder = data_dir or _folder(given.get(DATA_DIR))
        return cls(
            data_dir=folder.expanduser().absolute(),
            database_url=given.get(DATABASE_URL, ""),
            working_dir=_working_dir(),
            environment={
                name: value for name, value in given.items() if name.startswith(OUR_VARIABLES)
            },
        )


def utc_now() -> datetime:
    """The PC's clock, aware UTC."""
    return datetime.now(UTC)


def _working_dir() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # somebody removed it
        return None


def _folder(given: str | None) -> Path:
    if given is not None and not given.strip():
        raise InvalidRequest(reason=f"{DATA_DIR} is empty.")
    if given:
        return Path(given)
    from platformdirs import user_data_dir

    return Path(user_data_dir("RunSheet", appauthor=False, roaming=False))
