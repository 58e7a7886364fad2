"""The key on the command line: its recovery code, its change, its loss, a passphrase, the end."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import keyring
import pytest

from app.services import Services
from app.services.pc.autostart import Autostart, entry_file
from app.services.settings import Settings
from app.store.file.key_file import read_key_file
from tests.cli.conftest import NO_KEYRING, Office, one_line, start_app
from tests.support.waiting import PATIENCE_S

CODE = re.compile(r"([0-9A-Z]{4}-){6}[0-9A-Z]{2}")
WORDS = "four plain words here"


def typed(office: Office, *arguments: str, lines: tuple[str, ...], **more: str) -> tuple[int, str]:
    """A command with a pipe as its keyboard: its exit code and everything it said."""
    process = start_app(*arguments, **office.environment, **more, stdin=subprocess.PIPE)
    out, err = process.communicate("".join(f"{line}\n" for line in lines), timeout=PATIENCE_S)
    return process.returncode, out + err


def begin(office: Office) -> None:
    """The first start."""
    office.act(lambda services: services.preferences.read())


def test_a_recovery_code_is_printed_alone_and_brings_a_lost_key_back(office: Office) -> None:
    made = office.run("key", "recovery-code")
    assert made.returncode == 0, made.stderr
    code = one_line(made.stdout)
    assert CODE.fullmatch(code)
    assert "shown this once" in made.stderr
    told = office.run("key", "status").stdout
    assert "keyring" in told
    assert "recovery code was made on" in told

    keyring.delete_password(read_key_file(office.data_dir).secret_name(), "RunSheet")
    assert "(KEY-03)" in office.run("today").stderr
    wrong = typed(office, "key", "recover", lines=("3F7K",))
    assert wrong[0] == 1
    assert "(KEY-09)" in wrong[1]
    assert typed(office, "key", "recover", lines=(code,)) == (
        0,
        "The key is back. RunSheet opens again.\n",
    )
    assert office.run("today").returncode == 0


def test_a_change_of_the_key_ends_the_code_before_it(office: Office) -> None:
    first = one_line(office.run("key", "recovery-code").stdout)
    before = read_key_file(office.data_dir)
    changed = office.run("key", "change")
    assert changed.returncode == 0, changed.stderr
    second = one_line(changed.stdout)
    assert CODE.fullmatch(second)
    assert second != first
    after = read_key_file(office.data_dir)
    assert after.key is not None
    assert after.secret_name() != before.secret_name()
    assert keyring.get_password(before.secret_name(), "RunSheet") is None
    assert office.run("today").returncode == 0


def test_without_a_password_store_a_passphrase_is_asked_for(office: Office, tmp_path: Path) -> None:
    refused = office.run("today", **NO_KEYRING)
    assert "runsheet key passphrase" in one_line(refused.stderr)
    chosen = typed(office, "key", "passphrase", lines=(WORDS,), **NO_KEYRING)
    assert chosen[0] == 0, chosen[1]
    asked = office.run("today", **NO_KEYRING)
    assert asked.returncode == 1
    assert "RUNSHEET_PASSPHRASE_FILE" in one_line(asked.stderr)
    file = tmp_path / "words"
    file.write_text(f"{WORDS}\n")
    file.chmod(0o600)
    opened = office.run("today", **NO_KEYRING, RUNSHEET_PASSPHRASE_FILE=str(file))
    assert (opened.returncode, opened.stderr) == (0, "")


def test_starting_fresh_asks_first_and_names_what_will_be_missing(office: Office) -> None:
    begin(office)
    keyring.delete_password(read_key_file(office.data_dir).secret_name(), "RunSheet")
    unsure = typed(office, "start-fresh", lines=("no",))
    assert unsure[0] == 2
    assert "notes" in unsure[1]
    assert not list(office.data_dir.glob("locked-*"))
    done = office.run("start-fresh", "--yes")
    assert done.returncode == 0, done.stderr
    assert "locked-" in one_line(done.stdout)
    assert office.run("today").returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the XDG autostart folder")
def test_removing_this_pc_leaves_nothing_but_the_receipt(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert office.run("today").returncode == 0
    told = read_key_file(office.data_dir)
    asyncio.run(Autostart.of(Settings(data_dir=office.data_dir)).turn_on())
    unsure = office.run("remove-this-pc")
    assert unsure.returncode == 2
    assert (office.data_dir / "runsheet.db").exists()
    receipt = tmp_path / "receipt.txt"
    done = office.run("remove-this-pc", "--yes", "--receipt", str(receipt))
    assert done.returncode == 0, done.stderr
    assert done.stdout == receipt.read_text()
    for words in ("0 appointments", "in the password store", "the start with this PC", "log file"):
        assert words in done.stdout
    assert not office.data_dir.exists()
    assert keyring.get_password(told.secret_name(), "RunSheet") is None
    assert not entry_file().exists()


def test_a_removal_that_is_refused_is_in_the_audit_trail(office: Office) -> None:
    async def attempt(services: Services) -> list[tuple[str, str]]:
        done = await asyncio.to_thread(office.run, "remove-this-pc", "--yes")
        assert (done.returncode, "LOC-08" in done.stderr) == (1, True), done.stderr
        return [(each.deed, each.through) for each in await services.audit.entries()]

    assert ("pc_removed", "command line") in office.act(attempt)


def test_another_folders_start_with_the_pc_stays(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry names the folder that it starts RunSheet on."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    other = office.act(lambda _services: Autostart.of(Settings(data_dir=tmp_path / "x")).turn_on())
    assert other is None
    assert office.run("remove-this-pc", "--yes").returncode == 0
    assert entry_file().exists()
