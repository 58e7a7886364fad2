"""The status bar's words: counts, one mark per connection, and whose clock this is. No widgets."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.appointment import AppointmentStatus
from app.domain.freshness import FreshnessState
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheet
from app.domain.said import say
from app.domain.words import city_of, coming_time
from app.ui.language import tr, tr_count, translated
from app.ui.today.freshness_words import sign_in_mark

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview
    from app.ui.sheet_feed import Snapshot

_MARKS = {
    FreshnessState.NEVER: ("○", say("not checked yet")),
    FreshnessState.UP_TO_DATE: ("✓", say("working")),
    FreshnessState.AGEING: ("◷", say("working")),
    FreshnessState.PARTLY: ("◑", say("partly updated")),
    FreshnessState.OUT_OF_DATE: ("!", say("out of date")),
    FreshnessState.OFFLINE: (say("! no internet"), say("no internet")),
    FreshnessState.PAUSED: ("❚❚", say("paused")),
    FreshnessState.CLOSED: ("☾", say("closed")),
}


def counts_words(sheet: RunSheet) -> str:
    """`12 appointments · 5 telehealth · 1 arrived · 1 cancelled`; off rows count as such only."""
    on = [row for row in sheet.rows if not row.is_off]
    moved = sum(row.has_moved_away for row in sheet.rows)
    off = len(sheet.rows) - len(on) - moved
    arrived = sum(row.status is AppointmentStatus.ARRIVED for row in on)
    missed = sum(row.status is AppointmentStatus.NO_SHOW for row in on)
    telehealth = sum(row.is_telehealth for row in on)
    hidden = sheet.hidden_count
    parts = [tr_count(len(on), "{n} appointment", "{n} appointments")]
    parts += [tr("{count} telehealth", count=telehealth)]
    parts += [tr("{count} arrived", count=arrived)] if arrived else []
    parts += [tr("{count} cancelled", count=off)] if off else []
    parts += [tr("{count} moved", count=moved)] if moved else []
    parts += [tr("{count} did not attend", count=missed)] if missed else []
    parts += [tr("{count} not shown", count=hidden)] if hidden else []
    return " · ".join(parts)


def marks_words(overviews: Sequence["ConnectionOverview"]) -> tuple[str, str]:
    """`Gentu ✓` and, for the ear, `Connections: Gentu working`."""
    seen, spoken = [], []
    names = _names(overviews)
    for overview, name in zip(overviews, names, strict=True):
        glyph, words = _mark(overview)
        seen.append(f"{name} {translated(glyph)}")
        spoken.append(f"{name} {translated(words)}")
    return "    ".join(seen), tr("Connections: {marks}", marks=", ".join(spoken)) if spoken else ""


def _names(overviews: Sequence["ConnectionOverview"]) -> list[str]:
    """The systems; two practices in one system are told apart by the practice's name."""
    systems = [each.connection.system for each in overviews if each.connection.is_paired]
    return [
        f"{each.connection.system}, {each.connection.display_name}"
        if systems.count(each.connection.system) > 1 and each.connection.is_paired
        else each.connection.system
        for each in overviews
    ]


def next_check_words(snapshot: "Snapshot") -> str:
    """`Next check 9:42 am`, with its day where that is another one; empty while none is due by the
    clock, or one is due just now.
    """
    due_at = snapshot.next_check_at
    if due_at is None or due_at <= snapshot.now:
        return ""
    at = coming_time(due_at, now=snapshot.now, timezone=snapshot.sheet.timezone)
    return tr("Next check {time}", time=at)


def _mark(overview: "ConnectionOverview") -> tuple[str, str]:
    if overview.is_syncing:
        return "↻", tr("checking")
    freshness = overview.freshness
    is_young = freshness.state in (FreshnessState.UP_TO_DATE, FreshnessState.AGEING)
    if is_young and overview.connection.last_sync_status == "partial":
        return _MARKS[FreshnessState.PARTLY]
    if is_young and freshness.error_code is not None:
        return "!", tr("last check failed")
    if freshness.state is FreshnessState.SIGN_IN:
        return sign_in_mark(freshness.error_code)
    return _MARKS[freshness.state]


def zone_warning(*, practice_zone: str, pc_zone: str, now: datetime) -> str:
    """`Practice time: Melbourne (this PC is on Perth time)`; empty while both clocks agree."""
    if not pc_zone or _offset(practice_zone, now) == _offset(pc_zone, now):
        return ""
    return tr(
        "Practice time: {city} (this PC is on {other_city} time)",
        city=city_of(practice_zone),
        other_city=city_of(pc_zone),
    )


def _offset(zone_name: str, now: datetime) -> object:
    return local(now, zone_name).utcoffset()
