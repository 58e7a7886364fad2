"""The broken variants of what keeps people's data in: each must fail, or a proof shows nothing."""

import asyncio
import hashlib
import io
import json
import logging
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.audit import START, judge, link_of, seal_of
from tests.domain.test_audit import chain
from tests.services.test_log_export import PAYLOADS, starts_formula
from tests.support.canaries import ENCODINGS, encoded, found_in

ROOT = Path(__file__).parents[2]
NAME, TOKEN = "Marchbanks", "s3cret-T0ken-of-the-practice"


@pytest.mark.proves("S1", control=True)
def test_every_planted_canary_is_found_in_every_encoding(figure):
    found = 0
    for encoding, form in encoded(NAME + " " + TOKEN).items():
        around = b"\x00 before " + form + b" after \x00"
        found += any(name == encoding for _, name in found_in(around, [f"{NAME} {TOKEN}"]))
    figure(f"{found} of {len(ENCODINGS)} encodings found")
    assert found == len(ENCODINGS)


@pytest.mark.proves("S2", control=True)
def test_a_log_of_foreign_words_would_name_people(figure):
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    words = f"HTTP Request: GET https://vendor.example/Patient?name={NAME}"
    handler.handle(logging.LogRecord("httpx", logging.INFO, "", 0, words, None, None))
    hits = found_in(written.getvalue().encode(), [NAME])
    figure(f"{len(hits)} hits")
    assert hits


@pytest.mark.proves("S3", control=True)
def test_plain_sqlite_holds_names_in_clear(tmp_path, figure):
    with sqlite3.connect(tmp_path / "plain.db") as sql:
        sql.execute("CREATE TABLE patients (name TEXT)")
        sql.execute("INSERT INTO patients VALUES (?)", (NAME,))
    sql.close()
    hits = found_in((tmp_path / "plain.db").read_bytes(), [NAME])
    figure(f"{len(hits)} hits")
    assert hits


class FileInstead:
    """What some programs do without a password store."""

    def __init__(self, folder):
        self._file = folder / "secrets.json"

    async def write(self, name, secret):
        self._file.write_text(json.dumps({name: secret}))


@pytest.mark.proves("R15", control=True)
def test_a_file_in_the_password_stores_place_gives_the_secret_away(tmp_path, figure):
    asyncio.run(FileInstead(tmp_path).write("RunSheet/key", TOKEN))
    hits = [hit for path in tmp_path.iterdir() for hit in found_in(path.read_bytes(), [TOKEN])]
    figure(f"{len(hits)} hits")
    assert hits


@pytest.mark.proves("S11", control=True)
def test_links_without_a_secret_key_can_be_made_anew_by_anybody(figure):
    entries, anchor = chain()
    nobodys = b""
    forged, before = [], START
    for entry in entries:
        touched = replace(entry, by="somebody else" if entry.number == 7 else entry.by)
        before = link_of(touched, before, key=nobodys)
        forged.append(replace(touched, link=before))
    ends = {"first": 1, "before": START, "last": len(forged), "link": before}
    new_anchor = replace(anchor, link=before, seal=seal_of(**ends, key=nobodys))
    is_taken = judge(forged, new_anchor, key=nobodys).is_whole
    figure("a forged trail is taken for whole" if is_taken else "found")
    assert is_taken


@pytest.mark.proves("S12", control=True)
def test_cells_as_they_are_would_run(figure):
    running = sum(starts_formula(payload) for payload in PAYLOADS)
    figure(f"{running} of {len(PAYLOADS)} would run")
    assert running > 50


def wheel(folder):
    """The smallest library there can be, as a file."""
    file = folder / "canary-1.0-py3-none-any.whl"
    facts = "Metadata-Version: 2.1\nName: canary\nVersion: 1.0\n"
    about = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("canary.py", "")
        archive.writestr("canary-1.0.dist-info/METADATA", facts)
        archive.writestr("canary-1.0.dist-info/WHEEL", about)
        archive.writestr("canary-1.0.dist-info/RECORD", "")
    return file


def install(folder, digest):
    """The exit code of the set-up's own way; without a digest of the way nobody guards."""
    pinned = f"canary==1.0 --hash=sha256:{digest}\n" if digest else "canary==1.0\n"
    (folder / "lock").write_text(pinned)
    guards = ("--require-hashes", "--only-binary", ":all:") if digest else ()
    options = ("--no-index", "--find-links", folder, *guards)
    program = (sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    places = ("--target", folder / "target", "-r", folder / "lock")
    return subprocess.run(
        [*program, *options, *places], capture_output=True, check=False
    ).returncode


@pytest.mark.proves("S13", control=True)
def test_a_wheel_with_another_hash_stops_the_set_up(tmp_path, figure):
    right = hashlib.sha256(wheel(tmp_path).read_bytes()).hexdigest()
    assert install(tmp_path, "0" * 64) == 1
    assert install(tmp_path, right) == 0
    assert install(tmp_path, "") == 0
    figure("another hash stops the set-up, without hashes it goes in")


FAULTS = {
    "S301": "import pickle\npickle.loads(open('x', 'rb').read())\n",
    "S307": "eval(input())\n",
    "S602": "import subprocess\nsubprocess.run('ls', shell=True)\n",
    "S608": "def f(sql, name):\n    sql.execute(f'SELECT * FROM people WHERE name = {name}')\n",
    "S501": "import httpx\nhttpx.get('https://vendor.example', verify=False)\n",
}


def complaints(*arguments, text=None):
    """The codes of ruff's safety rules, in the project's own settings."""
    program = (sys.executable, "-m", "ruff", "check", "--select", "S", "--no-cache")
    told = subprocess.run(
        [*program, "--output-format", "json", "--exit-zero", *arguments],
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return [each["code"] for each in json.loads(told.stdout)]


@pytest.mark.proves("S15")
def test_the_code_that_ships_has_no_fault_of_safety(figure):
    assert complaints("app") == []
    figure(f"0 faults in {len(list((ROOT / 'app').rglob('*.py')))} files")


@pytest.mark.proves("S15", control=True)
def test_a_file_with_each_fault_is_told(figure):
    found = [
        code
        for code, text in FAULTS.items()
        if code in complaints("--stdin-filename", "app/planted.py", "-", text=text)
    ]
    figure(f"{len(found)} of {len(FAULTS)} planted faults found")
    assert found == list(FAULTS)
