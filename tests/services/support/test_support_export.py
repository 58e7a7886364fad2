"""The support export's parts, files and faults: what is in it, what is missing, how it is saved."""

import asyncio
import io
import json
import os
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import FileNotSaved
from app.domain.sync_run import SyncStatus
from app.services.logs import CRASH_FILE, close_logging, configure_logging, logs_folder
from app.services.support.bundle import SupportExport
from app.services.support.face import FaceFacts, Screen
from app.services.support.manifest import NOT_INCLUDED
from app.services.support.marks import Kind, mark
from app.services.support.parts import PARTS
from app.services.support.wish import Span
from tests.support.desk import Clock, front_desk

CRASH = """Fatal Python error: Segmentation fault

Current thread 0x00007f3c8a (most recent call first):
  File "/home/kim.brown/RunSheet/app/ui/run.py", line 12 in live
  File "/usr/lib/python3.11/asyncio/base_events.py", line 640 in run_forever
  <no Python frame>
Mary Johnson

Extension modules: PySide6.QtCore, sqlcipher3._sqlite3 (total: 2)
"""


@pytest.fixture(autouse=True)
def _log_closed_again() -> Iterator[None]:
    yield
    close_logging()


def _json(export: SupportExport, name: str) -> object:
    return json.loads(_text(export, name))


def _text(export: SupportExport, name: str) -> str:
    return next(file.text for file in export.files if file.name == name)


async def test_the_manifest_lists_every_file_and_what_is_not_included(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        export = await desk.services.support.prepare(Span.DAY)
        manifest = json.loads(export.files[-1].text)
        listed = {file["name"]: file for file in manifest["files"]}
        assert set(listed) == {file.name for file in export.files[:-1]}
        for file in export.files[:-1]:
            assert listed[file.name]["bytes"] == len(file.text.encode())
        there = set(listed) | set(manifest["empty"])
        assert there == {part.name for part in PARTS}
        assert manifest["notIncluded"] == list(NOT_INCLUDED)
        assert manifest["comparedWithLiveData"] is True
        assert manifest["comparedWithSecrets"] is True
        assert manifest["couldNotBeRead"] == []
        assert manifest["foundBySecondLook"] == 0


async def test_the_history_tells_of_each_step_without_a_name(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        desk.sandbox.faults.add("status_404", path="appointments", times=1)
        run = await desk.sync()
        assert run.status is SyncStatus.PARTIAL
        export = await desk.services.support.prepare(Span.DAY)
        (told,) = json.loads(_text(export, "sync-history.json"))
        failed = [step for step in told["steps"] if step["errorCode"]]
        assert (told["status"], len(failed)) == ("partial", 1)
        assert {step["name"] for step in told["steps"]} == {mark(Kind.NAME)}
        assert len({step["practitioner"] for step in told["steps"]}) == len(run.outcomes)
        assert told["fetched"] == run.counts.fetched
        head, line = _text(export, "sync-history.csv").splitlines()
        assert head.startswith("run,connection,trigger,startedBy,status")
        assert line.startswith(f"{told['run']},{told['connection']},manual,")
        assert export.problems == 1


async def test_an_id_is_the_same_everywhere_in_an_export_and_another_in_the_next(
    tmp_path: Path,
) -> None:
    async with front_desk(tmp_path) as desk:
        configure_logging(desk.services.settings.data_dir)
        await desk.sync()
        exports = [await desk.services.support.prepare(Span.DAY) for _ in range(2)]
        runs = [json.loads(_text(export, "sync-history.json"))[0] for export in exports]
        for export, run in zip(exports, runs, strict=True):
            (connection,) = json.loads(_text(export, "connections.json"))
            assert run["connection"] == connection["connection"]
            assert f"connection={run['connection']} run={run['run']} " in _text(
                export, "runsheet.log"
            )
        assert runs[0]["run"] != runs[1]["run"]


async def test_only_the_wished_time_is_told(tmp_path: Path) -> None:
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        first = await desk.sync()
        clock.advance(hours=30)
        second = await desk.sync()
        clock.advance(minutes=1)
        support = desk.services.support

        async def days(export: SupportExport) -> list[str]:
            return [run["startedAt"] for run in json.loads(_text(export, "sync-history.json"))]

        starts = {run.id: f"{run.started_at:%Y-%m-%dT%H:%M:%SZ}" for run in (first, second)}
        assert await days(await support.prepare(Span.DAY)) == [starts[second.id]]
        assert len(await days(await support.prepare(Span.WEEK))) == 2
        one = await support.prepare(Span.RUN, run_id=first.id)
        assert await days(one) == [starts[first.id]]
        assert one.wish.since == first.started_at - timedelta(minutes=5)


async def test_the_windows_facts_and_the_settings_are_told_by_name(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        preferences = desk.services.preferences
        await preferences.write("theme", "dark")
        await preferences.write("privacy.idle_minutes", "2")
        await preferences.write("pc.name", "Front desk of Mary")
        await preferences.write("window.geometry", "AAAA")
        await preferences.write("notify.level", "call Mary")
        face = FaceFacts(
            face="window", pc_zone="Australia/Perth", toolkit="6.9.1", platform="xcb",
            screens=(Screen(width=1366, height=768, scale=1.25),), tray="shown", theme="dark",
            text_scale=1.5,
        )  # fmt: skip
        export = await desk.services.support.prepare(Span.DAY, face=face)
        about = json.loads(_text(export, "about.json"))
        assert about["screens"] == [{"width": 1366, "height": 768, "scale": 1.25}]
        assert (about["pcZone"], about["passwordStore"]) == ("Australia/Perth", "MemorySecrets")
        settings = json.loads(_text(export, "settings.json"))
        assert settings["notIncluded"] == 1
        assert {one["name"]: one["value"] for one in settings["settings"]} == {
            "theme": "dark",
            "privacy.idle_minutes": "2",
            "pc.name": mark(Kind.NAME),
            "notify.level": mark(Kind.VALUE),
        }
        assert export.caught == 0


async def test_a_crash_log_is_reduced_to_files_and_lines(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        folder = logs_folder(desk.services.settings.data_dir)
        folder.mkdir(exist_ok=True)
        (folder / CRASH_FILE).write_text(CRASH, "utf-8")
        export = await desk.services.support.prepare(Span.DAY)
        lines = _text(export, "crash.txt").splitlines()
        assert lines[1] == "Fatal Python error: Segmentation fault"
        assert lines[2].startswith("Current thread id-")
        assert lines[3:] == [
            "  app/ui/run.py:12:live",
            "  base_events.py:640:run_forever",
            "  <no Python frame>",
            mark(Kind.LINE),
            "Extension modules: 2",
        ]
        assert export.problems == 1


async def test_an_unreadable_crash_log_is_named_and_the_rest_is_there(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        folder = logs_folder(desk.services.settings.data_dir)
        (folder / CRASH_FILE).mkdir(parents=True)
        export = await desk.services.support.prepare(Span.DAY)
        assert [str(error) for error in export.missing] == [
            "We couldn't read the crash log; the rest is included. (LOC-05)"
        ]
        assert [file.name for file in export.files][-1] == "manifest.json"
        assert _text(export, "sync-history.json")
        manifest = json.loads(export.files[-1].text)
        assert manifest["couldNotBeRead"] == [{"part": "crash.txt", "code": "LOC-05"}]


async def test_it_needs_no_network(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        asked = len(desk.sandbox.journal.requests)
        export = await desk.services.support.prepare(Span.WEEK)
        await desk.services.support.save(export, tmp_path / "out.zip")
        assert len(desk.sandbox.journal.requests) == asked


async def test_the_saved_zip_is_what_was_looked_at(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        support = desk.services.support
        export = await support.prepare(Span.DAY, description="The list was empty.")
        assert export.file_name == "RunSheet-support-2026-03-04-1200.zip"
        target = tmp_path / export.file_name
        await support.save(export, target, replace=False)
        with zipfile.ZipFile(target) as archive:
            assert archive.namelist() == [file.name for file in export.files]
            for file in export.files:
                assert archive.read(file.name).decode() == file.text
            assert archive.getinfo("about.json").date_time == (2026, 3, 4, 12, 0, 0)
        await support.save(export, target, replace=False)
        assert [path.name for path in tmp_path.glob("*support*")] == [target.name]


async def test_another_file_is_never_replaced_unasked(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        support = desk.services.support
        export = await support.prepare(Span.DAY)
        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("holiday.jpg", b"x")
        for number, body in enumerate((b"letter", other.getvalue())):
            target = tmp_path / f"other-{number}.zip"
            target.write_bytes(body)
            with pytest.raises(FileNotSaved, match="another file is there already"):
                await support.save(export, target, replace=False)
            assert target.read_bytes() == body
        with pytest.raises(FileNotSaved, match="LOC-10"):
            await support.save(export, tmp_path / "nowhere" / "out.zip")


async def test_it_says_how_far_it_is_and_can_be_cancelled(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        told: list[tuple[int, int, str]] = []
        await desk.services.support.prepare(Span.DAY, progress=lambda *step: told.append(step))
        assert [step[0] for step in told] == list(range(len(PARTS)))
        assert told[-1][2] == "the crash log"

        def stop(done: int, _total: int, _words: str) -> None:
            if done == 3:
                work.cancel()

        work = asyncio.ensure_future(desk.services.support.prepare(Span.DAY, progress=stop))
        with pytest.raises(asyncio.CancelledError):
            await work
        assert (await desk.services.support.prepare(Span.DAY)).files


async def test_a_locked_password_store_is_told_of_and_stops_nothing(tmp_path: Path) -> None:
    from app.domain.errors import SecretStoreLocked

    async with front_desk(tmp_path) as desk:
        await desk.sync()

        async def refuse(_name: str) -> str | None:
            raise SecretStoreLocked

        desk.services.core.secrets.read = refuse  # type: ignore[method-assign]
        export = await desk.services.support.prepare(Span.DAY)
        manifest = json.loads(export.files[-1].text)
        assert manifest["comparedWithSecrets"] is False
        assert export.missing == ()


async def test_the_summary_is_counts_alone(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        export = await desk.services.support.prepare(Span.DAY, description="Mary rang")
        lines = export.summary.splitlines()
        assert lines[0] == f"{export.file_name}: {len(export.files)} files"
        assert "Mary" not in export.summary
        assert lines[-1].endswith("removed")
        assert os.sep not in export.summary
