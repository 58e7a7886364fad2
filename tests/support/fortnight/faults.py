"""What must not be in the life of a desk, in words."""

from dataclasses import dataclass, field, fields


@dataclass
class Faults:
    """`stale`: a list too old. `bursts`: syncs too close. `untrue`: one ran at another time than it
    was told. `late`: not caught up with. `wasted`: tried after waking without a network.
    `stubborn`: a system in trouble tried too often.
    """

    stale: list[str] = field(default_factory=list)
    bursts: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    wasted: list[str] = field(default_factory=list)
    stubborn: list[str] = field(default_factory=list)

    def found(self) -> dict[str, list[str]]:
        """Those that there are."""
        return {each.name: told for each in fields(self) if (told := getattr(self, each.name))}
