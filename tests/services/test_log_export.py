"""The sync log as a file: every run, nothing of a patient, and nothing a spreadsheet would run."""

import csv
import io
import json
import re
import unicodedata
from datetime import date, timedelta

import pytest

from app.domain.errors import FileNotSaved
from app.services.connections.service import ConnectionChanges
from app.services.log_export import LogFormat, log_file_name, safe_cell
from app.services.pc.files import write_atomically
from tests.services.test_history import many_runs
from tests.support.desk import Clock, front_desk

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "﹢", "﹣", "⁺")
_TAILS = ("1+1", 'HYPERLINK("http://x.example","y")', "cmd|' /C calc'!A0", "SUM(A1:A9)")
PAYLOADS = [f"{sign}{tail}" for sign in _SIGNS for tail in _TAILS]
PAYLOADS += [
    " =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "\u202e=1+1", "\x00=1+1", "\n=1+1",
    "\u3000＝1+1", '"=1+1"', "'=1+1", '" =1+1', "\u0301=1+1", "\r\n@x", "\t\t-2",
]  # fmt: skip


def starts_formula(cell):
    """As careful a reader as any spreadsheet: blanks, quotes and what can't be seen count not."""
    if cell.startswith("'"):
        return False  # text, and shown without it
    seen = "".join(c for c in cell if unicodedata.category(c)[0] not in "CZM").lstrip("\"'")
    return unicodedata.normalize("NFKC", seen)[:1] in set("=+-@") or cell[:1] in set("\t\r\n")


def cells_of(body):
    """Every cell; the bytes must be RFC 4180 with a mark: CRLF, every field quoted."""
    text = body.decode("utf-8-sig")
    assert body.startswith(b"\xef\xbb\xbf")
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    return rows


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
@pytest.mark.proves("S12")
def test_no_text_becomes_a_formula(payload, figure):
    assert starts_formula(payload) or payload.startswith("'")
    assert not starts_formula(safe_cell(payload))
    assert safe_cell(payload).endswith(payload)
    figure(f"{len(PAYLOADS)} payloads: none runs")


def test_plain_texts_stay_as_they_are():
    for text in ("", "Gentu", "2025-11-18 09:27:00", "3", "Smith & Sons", "a=b", "Zoë", "(03) 1"):
        assert safe_cell(text) == text


def test_enough_payloads_are_tried():
    assert len(PAYLOADS) >= 50


@pytest.mark.proves("S12")
async def test_a_practice_named_as_a_formula_is_a_plain_text_in_the_file(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        bodies = []
        for payload in [each for each in PAYLOADS if each.isprintable()]:
            changes = ConnectionChanges(display_name=payload)
            await desk.services.connections.change(desk.connection_id, changes)
            file = tmp_path / "log.csv"
            await desk.services.log_export.save(file, since=None, log_format=LogFormat.CSV)
            bodies.append(file.read_bytes())
    cells = [cell for body in bodies for row in cells_of(body) for cell in row]
    assert len(bodies) > 40
    assert [cell for cell in cells if starts_formula(cell)] == []


async def test_every_change_is_counted_once(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        moved, updated, back = [row for row in desk.book() if len(row.patient_ids) == 1][:3]
        desk.practice.delete(back.id)
        await desk.sync()
        desk.practice.put(back)
        desk.practice.move(moved.id, start=moved.start + timedelta(minutes=5))
        desk.practice.mark_arrived(updated.id)
        run = await desk.sync()
        file = tmp_path / "log.json"
        await desk.services.log_export.save(file, since=None, log_format=LogFormat.JSON)
    newest = json.loads(file.read_text(encoding="utf-8"))[0]
    assert newest["run_id"] == run.id
    told = {name: newest[name] for name in ("new", "changed", "moved", "came_back")}
    assert told == {"new": 0, "changed": 1, "moved": 1, "came_back": 1}
    assert run.counts.updated == 3


async def test_both_kinds_of_file_tell_the_same_of_every_run(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        clock.advance(hours=30)
        desk.sandbox.faults.add("status_400", path="/appointments", times=1)
        partial = await desk.sync()
        save = desk.services.log_export.save
        table, tree, recent = (tmp_path / name for name in ("log.csv", "log.json", "recent.csv"))
        written = await save(table, since=None, log_format=LogFormat.CSV)
        await save(tree, since=None, log_format=LogFormat.JSON)
        last_day = clock() - timedelta(hours=24)
        await save(recent, since=last_day, log_format=LogFormat.CSV)
    head, *rows = cells_of(table.read_bytes())
    facts = json.loads(tree.read_text(encoding="utf-8"))
    assert (written.run_count, len(rows), len(facts)) == (2, 2, 2)
    assert len(cells_of(recent.read_bytes())) == 2
    newest = dict(zip(head, rows[0], strict=True))
    assert list(facts[0]) == head
    plain = {name: "" if facts[0][name] is None else str(facts[0][name]) for name in head[:-1]}
    assert {name: newest[name] for name in head[:-1]} == plain
    assert newest["run_id"] == partial.id
    assert (newest["status"], newest["error_code"]) == ("partial", "DATA-07")
    assert (newest["started_utc"], newest["started_local"]) == (
        "2026-03-05T07:00:00Z",
        "2026-03-05 18:00:00",
    )
    (failed,) = [each for each in partial.outcomes if each.error_code]
    assert f"{failed.pms_practitioner_id}: DATA-07" in newest["practitioners"]
    assert {"id": failed.pms_practitioner_id, "code": "DATA-07"} in facts[0]["practitioners"]


def stands_in(words, text):
    """True where the words stand in the text, whole: `Ng` does not stand in `Nguyen`."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


@pytest.mark.parametrize("log_format", LogFormat)
async def test_the_file_names_no_patient(tmp_path, log_format):
    async with front_desk(tmp_path, system="medirecords") as desk:
        await desk.sync()
        file = tmp_path / log_file_name(date(2025, 11, 18), log_format)
        await desk.services.log_export.save(file, since=None, log_format=log_format)
        rows = await desk.stored()
    text = file.read_text(encoding="utf-8-sig")
    for name in ("patient_last_name", "patient_phone", "patient_email", "pms_patient_id"):
        personal = {str(row[name]) for row in rows if row[name]}
        assert len(personal) > 5, name
        assert not [each for each in personal if stands_in(each, text)]
    assert not stands_in("Ng", "Nguyen")
    for each in ("Ng", "a.b@c.example", "+61 400 000 000", "MR-3/7"):
        assert stands_in(each, f'1,"{each}",2')
    assert file.name == f"RunSheet-sync-log-2025-11-18.{log_format}"


async def test_ten_thousand_runs_are_written_whole(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        await many_runs(desk, 10_000)
        file = tmp_path / "log.csv"
        written = await desk.services.log_export.save(file, since=None, log_format=LogFormat.CSV)
    assert written.run_count == 10_001
    rows = cells_of(file.read_bytes())
    assert len({row[0] for row in rows}) == 10_002


def test_a_file_that_cannot_be_written_says_why_and_leaves_the_old_one(tmp_path):
    kept = tmp_path / "log.csv"
    kept.write_text("as it was")
    with pytest.raises(FileNotSaved, match=r"folder is not there\. \(LOC-10\)"):
        write_atomically(tmp_path / "nowhere" / "log.csv", b"new")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "inside").touch()
    with pytest.raises(FileNotSaved):
        write_atomically(tmp_path / "taken", b"new")
    write_atomically(kept, b"new")
    assert kept.read_bytes() == b"new"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["log.csv", "taken"]
