"""What a banner says of the day itself: questions, rows left out, unusual lists, clocks."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.clock_change import clock_change_of
from app.domain.day_notes import UnknownStatus, ZonelessRows
from app.domain.errors import CrashLoop
from app.domain.practice_day import PracticeDay
from app.domain.quiet import QuietAlarm, weekday_of
from app.domain.run_sheet import RunSheet
from app.domain.sync_run import Notice, NoticeKind
from app.domain.words import (
    city_of,
    clock_change_words,
    clock_time,
    coming_time,
    old_source_words,
    skew_words,
    unreadable_words,
    vendor_status,
    without_practitioner_words,
)
from app.ui.banners.banner import Banner, BannerButton, Deed
from app.ui.language import tr, tr_count, translated

if TYPE_CHECKING:  # loaded after the first paint
    from app.ui.sheet_feed import Snapshot

CLOCK_HELP = "clock"


def notice_banner(notice: Notice, name: str, *, timezone: str, now: datetime) -> Banner:
    """A question that waits for a person; `name`: what the connection is called."""
    if notice.kind is NoticeKind.CRASH_LOOP:
        at = coming_time(notice.until or now, now=now, timezone=timezone)
        return Banner(
            rank=3,
            tone="err",
            text=translated(CrashLoop(system=name, count=notice.count, at=at)),
            topic=f"SYNC-03 {notice.connection_id}",
            buttons=(
                BannerButton(tr("Try now"), Deed.SYNC),
                BannerButton(tr("Show which"), Deed.SHOW_WHICH, notice.connection_id),
            ),
        )
    if notice.kind is NoticeKind.MASS_VANISH:
        return Banner(
            rank=2,
            tone="warn",
            text=tr_count(
                notice.count,
                "{n} appointment is no longer in {system}. They stay on the list until you decide.",
                "{n} appointments are no longer in {system}. "
                "They stay on the list until you decide.",
                system=name,
            ),
            topic=f"DATA-09 {notice.id}",
            buttons=(
                BannerButton(tr("Keep them"), Deed.KEEP, notice.id),
                BannerButton(tr("Mark as gone"), Deed.MARK_GONE, notice.id),
            ),
        )
    return Banner(
        rank=6,
        tone="info",
        text=tr_count(
            notice.count,
            "{n} new person in {system} needs a choice. (MAP-01)",
            "{n} new people in {system} need a choice. (MAP-01)",
            system=name,
        ),
        topic=f"MAP-01 {notice.connection_id} {notice.count}",
        buttons=(BannerButton(tr("Choose"), Deed.CHOOSE_PEOPLE, notice.connection_id),),
    )


def note_banners(snapshot: "Snapshot") -> Iterator[Banner]:
    """Everything of the day on screen that a person has not dismissed."""
    sheet, notes = snapshot.sheet, snapshot.notes
    if notes.clock_skew is not None:
        yield _wrong_clock(snapshot)
    for source in sheet.old_sources:
        words = translated(old_source_words(source, now=snapshot.now))
        yield Banner(rank=5, tone="warn", text=words, topic=f"removed {source.removed_at}")
    yield from _left_out(sheet)
    is_alone = len(snapshot.overviews) < 2
    for alarm in notes.quiet:
        if _quiet_key(alarm) not in notes.dismissed:
            yield _quiet(alarm, timezone=sheet.timezone, is_alone=is_alone)
    yield from map(_zoneless, notes.zoneless)
    yield from map(_unknown_status, notes.unknown_statuses)
    yield from _clocks_changed(snapshot)


def _wrong_clock(snapshot: "Snapshot") -> Banner:
    return Banner(
        rank=4,
        tone="warn",
        text=translated(skew_words(snapshot.notes.clock_skew or timedelta())),
        topic="CLOCK-01",
        buttons=(BannerButton(tr("How to fix"), Deed.HOW_TO_FIX, detail=CLOCK_HELP),),
    )


def _left_out(sheet: RunSheet) -> Iterator[Banner]:
    if sheet.quarantined_count:
        words = translated(unreadable_words(sheet.quarantined_count))
        show = _show(sheet.quarantined_in)
        yield Banner(rank=5, tone="warn", text=words, topic="DATA-01", buttons=show)
    if sheet.without_practitioner_count:
        words = translated(without_practitioner_words(sheet.without_practitioner_count))
        show = _show(sheet.without_practitioner_in)
        yield Banner(rank=5, tone="warn", text=words, topic="MAP-02", buttons=show)


def _show(connection_ids: Sequence[str]) -> tuple[BannerButton, ...]:
    """To the newest check of the connection that left out most."""
    return (BannerButton(tr("Show which"), Deed.SHOW_WHICH, next(iter(connection_ids), "")),)


def _quiet_key(alarm: QuietAlarm) -> str:
    return f"quiet:{alarm.connection_id}"


def _quiet(alarm: QuietAlarm, *, timezone: str, is_alone: bool) -> Banner:
    words = _quiet_words(alarm, timezone, is_alone=is_alone)
    return Banner(
        rank=4,
        tone="warn",
        text=f"{words} {tr('Check that the right people are mapped. (DATA-04)')}",
        topic=f"DATA-04 {alarm.connection_id}",
        buttons=(
            BannerButton(tr("Check people"), Deed.CHOOSE_PEOPLE, alarm.connection_id),
            BannerButton(tr("Not today"), Deed.DISMISS, detail=_quiet_key(alarm)),
        ),
    )


def _quiet_words(alarm: QuietAlarm, timezone: str, *, is_alone: bool) -> str:
    if alarm.still_since is not None:
        return tr_count(
            alarm.found,
            "Nothing in {system} has changed since {time}, on a day with {n} appointment.",
            "Nothing in {system} has changed since {time}, on a day with {n} appointments.",
            system=alarm.system,
            time=clock_time(alarm.still_since, timezone),
        )
    found = _found_alone(alarm) if is_alone else _found_in(alarm)
    usual = tr(
        "{weekdays} usually have about {count}.",
        weekdays=weekday_of(alarm.day),
        count=alarm.usual,
    )
    return f"{found} {usual}"


def _found_alone(alarm: QuietAlarm) -> str:
    if not alarm.found:
        return tr("No appointments found.")
    return tr_count(alarm.found, "Only {n} appointment found.", "Only {n} appointments found.")


def _found_in(alarm: QuietAlarm) -> str:
    if not alarm.found:
        return tr("No appointments found in {system}.", system=alarm.system)
    return tr_count(
        alarm.found,
        "Only {n} appointment found in {system}.",
        "Only {n} appointments found in {system}.",
        system=alarm.system,
    )


def _zoneless(rows: ZonelessRows) -> Banner:
    return Banner(
        rank=5,
        tone="warn",
        text=tr_count(
            rows.count,
            "{n} appointment has no time zone; we used {city} time. (DATA-03)",
            "{n} appointments have no time zone; we used {city} time. (DATA-03)",
            city=city_of(rows.timezone),
        ),
        topic=f"DATA-03 {rows.connection_id}",
        buttons=(
            BannerButton(tr("Practice settings"), Deed.PRACTICE_SETTINGS, rows.connection_id),
        ),
    )


def _unknown_status(unknown: UnknownStatus) -> Banner:
    word = vendor_status(unknown.word)
    return Banner(
        rank=6,
        tone="info",
        text=tr(
            '{system} sent an unknown status, "{word}". We show it as it is. (DATA-02)',
            system=unknown.system,
            word=word,
        ),
        topic=f"DATA-02 {unknown.connection_id} {unknown.word}",
        buttons=(
            BannerButton(tr("Match it"), Deed.MATCH_STATUS, unknown.connection_id, unknown.word),
        ),
    )


def _clocks_changed(snapshot: "Snapshot") -> Iterator[Banner]:
    """On the day itself, and only while that day is on screen."""
    sheet = snapshot.sheet
    change = clock_change_of(PracticeDay(day=sheet.day, timezone=sheet.timezone))
    key = f"clocks:{sheet.day.isoformat()}"
    if change is None or not snapshot.is_today or key in snapshot.notes.dismissed:
        return
    new_time = tr("All times here are the practice's new time.")
    yield Banner(
        rank=9,
        tone="info",
        text=f"{translated(clock_change_words(change, now=snapshot.now))} {new_time}",
        topic=key,
        buttons=(BannerButton(tr("Got it"), Deed.DISMISS, detail=key),),
    )
