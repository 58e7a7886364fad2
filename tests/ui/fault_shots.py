"""The freshness states and the faults of the day as pictures."""

from datetime import UTC, datetime, timedelta
from functools import partial

from app.adapters.http import HttpClient
from tests.ui import faults as of
from tests.ui.studio import Shot, Studio
from tests.ui.three_vendors import three_vendors

SPRING = datetime(2025, 10, 5, 9, 27, tzinfo=UTC) - timedelta(hours=11)


async def paused(studio: Studio) -> None:
    await studio.scene.ready()
    schedule = studio.scene.services.schedule
    await schedule.pause(until=schedule.in_an_hour())
    await studio.open()


async def closed(studio: Studio) -> None:
    await studio.scene.ready()
    studio.scene.clock.pass_by(hours=11)
    await studio.open()


async def ageing(studio: Studio) -> None:
    await studio.scene.ready()
    studio.scene.clock.pass_by(minutes=34)
    await studio.open()


async def out_of_date(studio: Studio) -> None:
    await studio.scene.ready()
    studio.scene.clock.pass_by(minutes=70)
    await studio.open()


async def partly(studio: Studio) -> None:
    await studio.scene.ready()
    studio.scene.gentu.faults.add("status_404", path="/appointments", times=1)
    await of.sync_later(studio)
    await studio.open()


async def offline(studio: Studio) -> None:
    await studio.scene.ready()
    await of.unplugged(studio)
    await studio.open()


async def blocked(studio: Studio) -> None:
    await studio.scene.ready()
    await of.struck("html_200")(studio)
    await studio.open()


async def too_quiet(studio: Studio) -> None:
    await studio.scene.ready()
    await of.few_are_left(studio)
    await studio.open()


async def unknown_status(studio: Studio) -> None:
    await studio.scene.ready()
    await of.a_new_word(studio)
    window = await studio.open()
    window.banner.buttons[0].click()


async def wrong_clock(studio: Studio) -> None:
    await studio.scene.ready()
    await of.a_slow_clock(studio)
    window = await studio.open()
    window.banner.buttons[0].click()


async def several(studio: Studio) -> None:
    await studio.scene.ready()
    await of.nobodys(studio)
    await studio.open()


async def clocks_changed(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()


async def paused_card(studio: Studio) -> None:
    await paused(studio)
    studio.window.open_connections()
    await studio.settle()


async def told(studio: Studio, code: str, happen: of.Act) -> None:
    """A fault of the catalogue, in front of what else there is to tell."""
    await studio.scene.ready()
    await of.use_client(studio, HttpClient(patience=of.QUICK))
    window = await studio.open()
    await happen(studio)

    def is_in_front() -> bool:
        buttons = window.banner.buttons
        if code not in window.banner.text and buttons and buttons[-1].text().startswith("and "):
            buttons[-1].click()
        return code in window.banner.text

    await studio.until(is_in_front)


_CATALOGUE: dict[str, of.Act] = {
    "NET-02": of.struck("drop"),
    "NET-04": of.kept_waiting,
    "LIMIT-01": of.struck("status_429"),
    "AUTH-02": of.struck("status_401"),
    "AUTH-07": of.keys_taken_away,
    "DATA-01": of.struck(of.spoil_record("startAt", "9 o'clock")),
    "DATA-04": of.nothing_changes,
    "DATA-05": of.struck("json_truncated"),
    "DATA-07": of.struck("status_400"),
    "MAP-04": of.nobody_shown,
    "LOC-01": of.a_full_disk,
    "SYNC-03": of.three_crashes,
}

SHOTS = [
    *(
        Shot(name=f"catalogue-{code}", build=partial(told, code=code, happen=happen))
        for code, happen in _CATALOGUE.items()
    ),
    Shot(
        name="catalogue-DATA-03",
        build=partial(told, code="DATA-03", happen=of.no_zone),
        opens=three_vendors,
    ),
    Shot(name="fresh-paused", build=paused),
    Shot(name="fresh-closed", build=closed),
    Shot(name="fresh-ageing", build=ageing),
    Shot(name="fresh-out-of-date", build=out_of_date),
    Shot(name="fresh-partly", build=partly),
    Shot(name="fresh-offline", build=offline),
    Shot(name="fault-blocked", build=blocked),
    Shot(name="fault-too-quiet", build=too_quiet),
    Shot(name="fault-unknown-status", build=unknown_status),
    Shot(name="fault-wrong-clock", build=wrong_clock),
    Shot(name="fault-several", build=several, opens=three_vendors),
    Shot(name="fault-clocks-changed", build=clocks_changed, now=SPRING),
    Shot(name="card-paused", build=paused_card),
]
