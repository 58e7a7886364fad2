"""The zip holds nobody's data and no secret, in any encoding; planted ones are found."""

import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.services.logs import close_logging, configure_logging, logs_folder
from app.services.support.bundle import SupportExport
from app.services.support.marks import Kind
from app.services.support.wish import Span
from tests.support.canaries import ENCODINGS, encoded, files_of, found_in, values_of
from tests.support.desk import NOON, Clock
from tests.support.three_desks import ThreeDesks, three_desks, three_sandboxes


@pytest.fixture(autouse=True)
def _log_closed_again() -> Iterator[None]:
    yield
    close_logging()


@asynccontextmanager
async def busy_desks(folder: Path) -> AsyncIterator[tuple[ThreeDesks, list[str]]]:
    """Three vendors after good, partial and failed syncs; and everything that may not be told."""
    with three_sandboxes() as sandboxes:
        clock = Clock(NOON)
        async with three_desks(folder, sandboxes, clock=clock) as three:
            configure_logging(folder)
            await three.sync_all()
            sandboxes["gentu"].faults.add("status_404", path="appointments", times=1)
            sandboxes["halaxy"].faults.add("status_503", times=20)
            clock.advance(minutes=15)
            await three.sync_all()
            await three.services.preferences.write("pc.name", "Kim's reception PC")
            values = sorted({v for each in sandboxes.values() for v in values_of(each)})
            yield three, values


def _hits(export: SupportExport, values: list[str]) -> list[tuple[str, str, str]]:
    files = files_of(export.zipped())
    return [(name, *hit) for name, body in files.items() for hit in found_in(body, values)]


@pytest.mark.parametrize("span", [Span.DAY, Span.WEEK])
@pytest.mark.proves("S2")
async def test_a_search_for_everybody_and_every_secret_finds_nothing(
    tmp_path: Path, span: Span
) -> None:
    async with busy_desks(tmp_path) as (three, values):
        export = await three.services.support.prepare(span)
        names = [file.name for file in export.files]
        assert {"sync-history.json", "sync-history.csv", "runsheet.log"} <= set(names)
        assert names[-1] == "manifest.json"
        assert len(values) > 300
        assert _hits(export, values) == []
        assert "reception" not in export.zipped().decode("latin-1")


@pytest.mark.proves("S2")
async def test_normal_content_gives_the_second_look_nothing_to_find(tmp_path: Path) -> None:
    async with busy_desks(tmp_path) as (three, _values):
        export = await three.services.support.prepare(Span.WEEK)
        assert {file.name: file.caught for file in export.files if file.caught} == {}
        assert export.missing == ()
        assert export.problems >= 2
        assert export.removed[Kind.NAME] > 10
        assert export.removed[Kind.PRACTICE] == 3


@pytest.mark.proves("S2")
async def test_what_a_person_writes_about_a_patient_is_taken_out(tmp_path: Path) -> None:
    async with busy_desks(tmp_path) as (three, values):
        told = (
            "mary johnson (born 11/2/1951) was missing, call 0491 570 006 or "
            "+61 491 570 006 or 0400 111 222; Phạm too, write to mary.johnson@example.com"
        )
        export = await three.services.support.prepare(Span.DAY, description=told)
        text = export.files[0].text
        assert export.files[0].name == "what-went-wrong.txt"
        assert export.files[0].removed == {
            Kind.NAME: 3, Kind.BIRTH_DATE: 1, Kind.PHONE: 3, Kind.EMAIL: 1,
        }  # fmt: skip
        assert export.files[0].caught == 8
        assert text.startswith("⟦name removed⟧ ⟦name removed⟧ (born ⟦date of birth removed⟧) was")
        assert _hits(export, values) == []
        kinds = await three.services.support.looks_like("Mary Johnson again")
        assert kinds == (Kind.NAME,)
        assert await three.services.support.looks_like("The list was empty at nine.") == ()


@pytest.mark.proves("S2")
async def test_what_got_into_the_log_all_the_same_is_masked_and_counted(tmp_path: Path) -> None:
    async with busy_desks(tmp_path) as (three, values):
        token = three.services.core.vendors.held_tokens[0]
        with (logs_folder(tmp_path) / "runsheet.log").open("a", encoding="utf-8") as log:
            at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
            log.write(f"{at} INFO sync_ended who=Karagiannis phone=0491570006 key={token} x=?\n")
            log.write("Traceback: Mary Johnson, 11 Feb 1951\n")
        export = await three.services.support.prepare(Span.DAY)
        log_file = next(file for file in export.files if file.name == "runsheet.log")
        assert (
            "who=⟦name removed⟧ phone=⟦phone number removed⟧ key=⟦token removed⟧ x=⟦value removed⟧"
            in (log_file.text)
        )
        assert log_file.text.endswith("⟦line removed⟧\n")
        assert log_file.caught == 5
        assert export.caught == 5
        assert _hits(export, values) == []


@pytest.mark.proves("S2")
async def test_a_foreign_librarys_line_is_its_name_alone(tmp_path: Path) -> None:
    async with busy_desks(tmp_path) as (three, values):
        handler = next(h for h in logging.getLogger().handlers if "_LogFile" in repr(type(h)))
        record = logging.LogRecord("httpx", logging.WARNING, "x", 1, "GET Mary", (), None)
        handler.handle(record)
        export = await three.services.support.prepare(Span.DAY)
        log_file = next(file for file in export.files if file.name == "runsheet.log")
        assert log_file.text.endswith("WARNING httpx\n")
        assert export.caught == 0
        assert _hits(export, values) == []


async def test_the_search_finds_every_encoding_that_is_planted(tmp_path: Path) -> None:
    async with busy_desks(tmp_path) as (three, values):
        export = await three.services.support.prepare(Span.DAY)
        body = next(file for file in export.files if file.name == "about.json").text.encode()
        for value in ("Karagiannis", "Siobhán O'Sullivan", three.desks["gentu"].sandbox.secrets[0]):
            assert found_in(body, [value]) == []
            for name in ENCODINGS:
                planted = body[:40] + encoded(value)[name] + body[40:]
                assert (value, name) in found_in(planted, [value]), name
        assert "Karagiannis" in values
