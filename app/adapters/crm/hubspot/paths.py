"""HubSpot's paths in both generations; the bodies are the same."""

from enum import StrEnum
from urllib.parse import quote


class Generation(StrEnum):
    """Which paths are used; HubSpot ends `v3` in September 2027."""

    DATED = "2026-09"
    LEGACY = "v3"


def generation_of(told: str) -> Generation:
    """The dated one unless `v3` was asked for."""
    return Generation.LEGACY if told == Generation.LEGACY else Generation.DATED


class Paths:
    """The address of everything that is called. Ids are quoted here and nowhere else."""

    def __init__(self, generation: Generation) -> None:
        self._is_dated = generation is Generation.DATED
        self._version = generation.value

    def objects(self, kind: str) -> str:
        """All records of a kind."""
        return f"{self._area('objects')}/{kind}"

    def record(self, kind: str, id_: str) -> str:
        """One record, by its id or by a unique property's value."""
        return f"{self.objects(kind)}/{quote(id_, safe='')}"

    def ties(self, kind: str, id_: str, to_kind: str) -> str:
        """The list of what a record is tied to."""
        return f"{self.record(kind, id_)}/associations/{to_kind}"

    def tie(self, kind: str, id_: str, to_kind: str, to_id: str) -> str:
        """One tie of HubSpot's usual sort."""
        base = self._area("objects") if self._is_dated else "/crm/v4/objects"
        ends = f"{kind}/{quote(id_, safe='')}", f"{to_kind}/{quote(to_id, safe='')}"
        return f"{base}/{ends[0]}/associations/default/{ends[1]}"

    def pipelines(self) -> str:
        """The pipelines of deals."""
        return f"{self._area('pipelines')}/deals"

    def property(self, kind: str, name: str) -> str:
        """What an administrator said of a property."""
        return f"{self._area('properties')}/{kind}/{name}"

    def _area(self, area: str) -> str:
        parts = (area, self._version) if self._is_dated else (self._version, area)
        return "/crm/" + "/".join(parts)
