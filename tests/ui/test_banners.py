"""What the one banner says of a list that is only partly updated or could not be read."""

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from app.domain.connection import SetupStep
from app.domain.errors import BadAnswer, DatabaseBusy, MassVanish, RunSheetError, VendorTrouble
from app.domain.freshness import FreshnessState as State
from app.domain.run_sheet import RunSheet
from app.domain.sync_run import Notice, NoticeKind
from app.domain.web_page import WebPage
from app.ui.banners.banner import Banner
from app.ui.banners.choice import banners_of as banners_of_snapshot
from app.ui.sheet_feed import Snapshot
from tests.ui.rows import NOW, fresh, row, sheet

if TYPE_CHECKING:
    from app.services.connections.service import ConnectionOverview

SHEET = sheet(row(1))
HELP = WebPage(words="help page", address="https://help.example/")
STATUS = WebPage(words="status page", address="https://status.example/")


def banners_of(
    of: RunSheet,
    overviews: list["ConnectionOverview"],
    *,
    now: datetime,
    unread: RunSheetError | None = None,
    **more: Any,
) -> list[Banner]:
    """The banners of one snapshot."""
    return banners_of_snapshot(
        Snapshot(sheet=of, overviews=tuple(overviews), now=now, error=unread, **more)
    )


HELD = Notice(
    id="notice-1",
    connection_id="connection-1",
    system="Gentu",
    kind=NoticeKind.MASS_VANISH,
    count=20,
    opened_at=NOW,
)


def overview(error: Exception, code: str, *notices: Notice, good: int = 3) -> "ConnectionOverview":
    connection = SimpleNamespace(
        id="connection-1",
        system="Gentu",
        display_name="Smith",
        is_paired=True,
        setup_step=SetupStep.DONE,
        last_sync_status="partial",
        abandoned_in_a_row=0,
    )
    freshness = fresh(
        State.PARTLY, error_code=code, error=str(error), fresh_columns=good, all_columns=3
    )
    found = SimpleNamespace(
        connection=connection,
        freshness=freshness,
        notices=notices,
        people_shown=3,
        trouble_page=HELP,
    )
    return cast("ConnectionOverview", found)


def test_a_fault_of_the_whole_connection_says_its_sentence() -> None:
    told = banners_of(SHEET, [overview(BadAnswer(system="Gentu"), "DATA-05")], now=NOW)
    (banner,) = told
    assert banner.text == (
        "This list is only partly updated. Gentu sent an answer we couldn't read. "
        "The list stays as it was. (DATA-05)"
    )


def test_columns_that_failed_say_so_themselves() -> None:
    broken = overview(BadAnswer(system="Gentu"), "DATA-05", good=2)
    assert banners_of(SHEET, [broken], now=NOW) == []


def test_a_question_that_says_it_already_stands_alone() -> None:
    held = overview(MassVanish(system="Gentu", count=20), "DATA-09", HELD)
    (banner,) = banners_of(SHEET, [held], now=NOW)
    assert "They stay on the list until you decide." in banner.text
    answered = overview(MassVanish(system="Gentu", count=20), "DATA-09")
    assert banners_of(SHEET, [answered], now=NOW) == []


def test_a_list_that_could_not_be_read_comes_first() -> None:
    broken = overview(BadAnswer(system="Gentu"), "DATA-05")
    stale = replace(SHEET, freshness=fresh())
    later = NOW + timedelta(minutes=2)
    told = banners_of(stale, [broken], now=later, unread=DatabaseBusy())
    assert told[0].text == (
        "We couldn't read the list from this PC. It's from 9:27 am. "
        "RunSheet's data file is busy. Try again in a moment. (LOC-08)"
    )
    assert len(told) == 2


def test_rows_of_a_removed_connection_are_told_whatever_is_connected() -> None:
    removed = NOW - timedelta(days=15)
    old = sheet(row(1), *(row(number, source_removed_at=removed) for number in (2, 3)))
    (banner,) = banners_of(old, [], now=NOW)
    assert banner.text == (
        "2 appointments are from Gentu, which was removed on 3 Nov. They are no longer checked."
    )
    one = sheet(row(1, source_removed_at=removed - timedelta(days=365)))
    (banner,) = banners_of(one, [], now=NOW)
    assert banner.text == (
        "1 appointment is from Gentu, which was removed on 3 Nov 2024. It is no longer checked."
    )


def test_what_is_on_no_list_is_told_by_its_reason() -> None:
    left_out = replace(
        SHEET,
        quarantined_count=1,
        quarantined_in=("gentu-1",),
        without_practitioner_count=2,
        without_practitioner_in=("medirecords-1", "gentu-1"),
    )
    found = banners_of(left_out, [], now=NOW)
    assert [banner.buttons[0].target for banner in found] == ["gentu-1", "medirecords-1"]
    assert [banner.text for banner in banners_of(left_out, [], now=NOW)] == [
        "1 appointment couldn't be read and is not on the list. (DATA-01)",
        "2 appointments have no practitioner and are in no column. (MAP-02)",
    ]
    one = replace(SHEET, without_practitioner_count=1)
    (banner,) = banners_of(one, [], now=NOW)
    assert banner.text == "1 appointment has no practitioner and is in no column. (MAP-02)"


def connected(
    system: str, name: str, *, page: WebPage = HELP, **facts: object
) -> "ConnectionOverview":
    connection = SimpleNamespace(
        id=f"{system}/{name}",
        system=system,
        display_name=name,
        is_paired=True,
        setup_step=SetupStep.DONE,
        last_sync_status="success",
        abandoned_in_a_row=0,
    )
    found = SimpleNamespace(
        connection=connection,
        freshness=fresh(**facts),
        notices=(),
        people_shown=3,
        trouble_page=page,
    )
    return cast("ConnectionOverview", found)


def test_one_failing_system_says_that_the_others_are_up_to_date() -> None:
    trouble = VendorTrouble(system="Halaxy")
    halaxy = connected("Halaxy", "Upstairs", error_code="NET-05", error=str(trouble))
    (banner,) = banners_of(SHEET, [connected("Gentu", "Smith"), halaxy], now=NOW)
    assert banner.text == (
        "We couldn't update Halaxy. Halaxy is having trouble of its own. "
        "Its columns are from 9:27 am; the others are up to date. (NET-05)"
    )
    (alone,) = banners_of(SHEET, [halaxy], now=NOW)
    assert alone.text.startswith("We couldn't update this list. It's from 9:27 am.")


@pytest.mark.parametrize(("page", "words"), [(STATUS, "status page"), (HELP, "help page")])
def test_a_vendor_in_trouble_is_asked_on_its_own_page(page: WebPage, words: str) -> None:
    """NET-02: called a status page only where it is one."""
    lost = connected("Halaxy", "Upstairs", page=page, error_code="NET-02", error="x")
    (banner,) = banners_of(SHEET, [lost], now=NOW)
    assert [each.text for each in banner.buttons] == ["Try again", f"Halaxy {words}"]
    assert banner.buttons[1].detail == page.address


def test_two_practices_of_one_system_are_told_apart_by_name() -> None:
    lost = connected("Halaxy", "Upstairs", state=State.SIGN_IN, error_code="AUTH-02", error="x")
    (banner,) = banners_of(SHEET, [connected("Halaxy", "Downstairs"), lost], now=NOW)
    assert banner.text == (
        "Halaxy (Upstairs) needs you to sign in again. "
        "Its columns are from 9:27 am; the others are up to date. (AUTH-02)"
    )


def test_when_two_systems_fail_neither_calls_the_other_up_to_date() -> None:
    facts = {"error_code": "NET-05", "error": "x"}
    both = [
        connected("Gentu", "Smith", **facts),
        connected("Halaxy", "Upstairs", **facts),
        connected("MediRecords", "Rooms"),
    ]
    told = [banner.text for banner in banners_of(SHEET, both, now=NOW)]
    assert [text.split(".")[0] for text in told] == [
        "We couldn't update Gentu",
        "We couldn't update Halaxy",
    ]
    assert not any("others are up to date" in text for text in told)


def test_a_question_names_its_practice_where_two_have_the_same_system() -> None:
    twins = [connected("Gentu", "Upstairs"), connected("Gentu", "Downstairs")]
    for number, each in enumerate(twins):
        each.notices = (replace(HELD, id=f"notice-{number}"),)  # type: ignore[misc]
    told = banners_of(SHEET, twins, now=NOW)
    assert [banner.text.split(". ")[0] for banner in told] == [
        "20 appointments are no longer in Gentu (Upstairs)",
        "20 appointments are no longer in Gentu (Downstairs)",
    ]
    assert {banner.buttons[0].target for banner in told} == {"notice-0", "notice-1"}
