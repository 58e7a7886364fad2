"""The PC and what happens to it: sleep, clock jumps, lost networks, a system in trouble, use.

True time is nobody's clock: the PC's wall clock may be wrong, and its running clock may stand still
while it sleeps. What the scheduler does is held against true time.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.opening_hours import DEFAULT_HOURS

MINUTE_S, HOUR_S, DAY_S = 60.0, 3600.0, 86_400.0


@dataclass
class Desktop:
    """The PC and its world. `has_stopping_clock`: its running clock stands still in its sleep.

    `is_well`: the practice system answers, where there is a network.
    """

    begins: datetime
    timezone: str
    has_stopping_clock: bool
    true_s: float = 0.0
    slept_s: float = 0.0
    wrong_by: timedelta = timedelta()
    is_online: bool = True
    is_well: bool = True

    def now(self) -> datetime:
        return self.begins + timedelta(seconds=self.true_s) + self.wrong_by

    def elapsed(self) -> float:
        return self.true_s - (self.slept_s if self.has_stopping_clock else 0.0)

    async def is_there(self, _url: str) -> bool:
        return self.is_online

    def is_awake(self) -> bool:
        """The practice is, as far as this PC knows."""
        return DEFAULT_HOURS.is_awake(self.now(), timezone=self.timezone)


@dataclass(frozen=True, order=True)
class Event:
    """Something that happens to the PC, and for how long or how far."""

    at_s: float
    kind: str
    amount_s: float = 0.0


def events_of(days: int, seed: int) -> list[Event]:
    """A fortnight's events: sleep, lost networks, jumps there and back, trouble, use, pauses."""
    chance = random.Random(seed)  # made-up events
    found: list[Event] = []
    for day in range(days):
        found += _events_of_day(day * DAY_S, chance)
    return sorted(found)


def _events_of_day(start_s: float, chance: random.Random) -> Iterator[Event]:
    """`start_s` is about local midnight."""

    def within(first_h: float, last_h: float) -> float:
        return start_s + chance.uniform(first_h, last_h) * HOUR_S

    yield Event(start_s, "sleep", chance.uniform(4, 6) * HOUR_S)
    if chance.random() < 0.9:
        yield Event(within(18.5, 20), "sleep", chance.uniform(4, 8) * HOUR_S)
    for _ in range(chance.randrange(3)):
        yield Event(within(7, 18), "sleep", chance.uniform(0.5, 90) * MINUTE_S)
    for _ in range(chance.randrange(4)):
        yield Event(within(5, 20), "offline", chance.uniform(0.2, 70) * MINUTE_S)
    if chance.random() < 0.3:
        yield Event(within(6, 17), "trouble", chance.uniform(1, 90) * MINUTE_S)
    if chance.random() < 0.7:
        jump_s = chance.choice([-1, 1]) * chance.choice([10, 11, 45, 180, 720, 1440]) * MINUTE_S
        at_s = within(6, 17)
        yield Event(at_s, "jump", jump_s)
        yield Event(at_s + chance.uniform(2, 180) * MINUTE_S, "jump", -jump_s)
    for _ in range(chance.randrange(5)):
        yield Event(within(6, 20), "use", chance.uniform(1, 40) * MINUTE_S)
    if chance.random() < 0.3:
        yield Event(within(8, 16), "pause", HOUR_S)
