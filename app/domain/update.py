"""A newer RunSheet: what was announced of it, and what is to be said of it on this PC."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a notice that was signed by us says. `number`: of the notice; it only ever grows.

    `page`: where the version is to be had, an https address. `is_security`: it mends a weakness.
    """

    version: str
    number: int
    page: str
    is_security: bool
    expires_at: datetime


class Refusal(StrEnum):
    """Why a notice counts as none."""

    UNREADABLE = "unreadable"
    """Cut short, or no notice at all."""
    UNSIGNED = "unsigned"
    WRONG_KEY = "wrong_key"
    """Signed by keys that this RunSheet was not built with, or changed after it was signed."""
    EXPIRED = "expired"
    OLDER = "older"
    """Older than one that was seen before: somebody hides a newer one."""
    OTHER_PRODUCT = "other_product"


class UpdateState(StrEnum):
    """How far this PC knows whether there is a newer RunSheet."""

    NO_ADDRESS = "no_address"
    """This RunSheet was built without an address to ask."""
    OFF_BY_IT = "off_by_it"
    OFF = "off"
    UNKNOWN = "unknown"
    """Nobody has asked yet, or the last answers were lost or refused."""
    LATEST = "latest"
    READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateStanding:
    """`release`: the newer one while `state` is READY. `is_seen`: a person has said so of it.

    `asked_at`: when a notice was last read and believed, aware UTC. `refusal`: of the last notice.
    """

    state: UpdateState
    release: Release | None = None
    is_seen: bool = False
    asked_at: datetime | None = None
    refusal: Refusal | None = None


def is_newer(version: str, than: str) -> bool:
    """Whether a version of three numbers is later than another. Raises ValueError for others."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in version.split("."))
    if len(numbers) != 3 or any(number < 0 for number in numbers):
        raise ValueError(version)
    return numbers
