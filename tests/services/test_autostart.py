"""Starting with the PC: what each system's entry says, and the XDG one written for real."""

import configparser
import contextlib
import plistlib
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.domain.errors import SettingsNotSaved
from app.services.pc.autostart import (
    Autostart,
    entry_file,
    launch_agent,
    run_value,
    start_command,
)
from app.services.pc.desktop_entry import desktop_entry, exec_line
from app.services.pc.windows_start import APPROVED_KEY, RUN_KEY, WindowsStart
from app.services.settings import Settings

COMMAND = ("/opt/Run Sheet/runsheet", "--data-dir", '/home/kim/100% "real" $data')
on_xdg = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="writes the XDG autostart folder"
)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


@on_xdg
async def test_the_switch_writes_and_removes_the_entry(config: Path) -> None:
    autostart = Autostart(COMMAND)
    assert not await autostart.is_on()
    await autostart.turn_on()
    assert await autostart.is_on()
    assert (config / "autostart" / "runsheet.desktop").exists()
    await autostart.turn_off()
    assert not await autostart.is_on()
    await autostart.turn_off()


@on_xdg
async def test_an_entry_that_the_desktop_switched_off_is_off(config: Path) -> None:
    autostart = Autostart(COMMAND)
    await autostart.turn_on()
    file = entry_file()
    file.write_text(file.read_text().replace("-enabled=true", "-enabled=false"))
    assert not await autostart.is_on()
    await autostart.turn_on()
    assert await autostart.is_on()


@on_xdg
async def test_a_folder_that_can_t_be_written_is_said_plainly(config: Path) -> None:
    config.write_text("in the way")
    with pytest.raises(SettingsNotSaved, match=r"\(LOC-03\)"):
        await Autostart(COMMAND).turn_on()


@on_xdg
def test_a_relative_config_folder_is_ignored_as_the_specification_says() -> None:
    assert entry_file({"XDG_CONFIG_HOME": "here"}).is_absolute()


def test_the_desktop_entry_reads_as_the_specification_has_it() -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(desktop_entry(COMMAND, is_autostart=True))
    main = entry["Desktop Entry"]
    assert (main["Type"], main["Name"], main["Terminal"]) == ("Application", "RunSheet", "false")
    assert main["Actions"] == "sync;pause;"
    assert parsed(main["Exec"]) == COMMAND
    assert parsed(entry["Desktop Action sync"]["Exec"]) == (*COMMAND, "--sync-now")
    assert parsed(entry["Desktop Action pause"]["Exec"]) == (*COMMAND, "--pause")


def parsed(line: str) -> tuple[str, ...]:
    """An Exec line as a desktop reads it: the file's escapes, the quotes, the percent signs."""
    parts = shlex.split(line.replace("\\\\", "\\"))
    return tuple(part.replace("\\$", "$").replace("%%", "%") for part in parts)


def test_a_plain_command_is_written_plainly() -> None:
    assert exec_line(("/usr/bin/runsheet", "--sync-now")) == "/usr/bin/runsheet --sync-now"


def test_windows_gets_one_line_quoted_as_its_programs_read_it() -> None:
    assert run_value((r"C:\Program Files\RunSheet\runsheet.exe", "--data-dir", r"D:\a b")) == (
        r'"C:\Program Files\RunSheet\runsheet.exe" --data-dir "D:\a b"'
    )


class Registry(ModuleType):
    """Stands in for `winreg`, which only Windows has: keys by their path, values by their name."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = "HKCU", 2, 1

    def __init__(self) -> None:
        super().__init__("winreg")
        self.keys: dict[str, dict[str, object]] = {RUN_KEY: {}}

    @contextlib.contextmanager
    def OpenKey(  # noqa: N802  # as winreg has it
        self, root: str, path: str, *, access: int = 0
    ) -> Iterator[dict[str, object]]:
        assert (root, access in (0, self.KEY_SET_VALUE)) == ("HKCU", True)
        if path not in self.keys:
            raise FileNotFoundError(path)
        yield self.keys[path]

    def CreateKey(self, root: str, path: str) -> Any:  # noqa: N802
        self.keys.setdefault(path, {})
        return self.OpenKey(root, path)

    def QueryValueEx(self, key: dict[str, object], name: str) -> tuple[object, int]:  # noqa: N802
        if name not in key:
            raise FileNotFoundError(name)
        return key[name], self.REG_SZ

    def SetValueEx(  # noqa: N802
        self, key: dict[str, object], name: str, _reserved: int, _type: int, value: object
    ) -> None:
        key[name] = value

    def DeleteValue(self, key: dict[str, object], name: str) -> None:  # noqa: N802
        if name not in key:
            raise FileNotFoundError(name)
        del key[name]


def test_windows_entry_is_written_and_removed() -> None:
    registry = Registry()
    entry = WindowsStart(registry)
    assert not entry.is_on()
    entry.write("runsheet.exe")
    assert entry.is_on()
    assert registry.keys[RUN_KEY] == {"RunSheet": "runsheet.exe"}
    entry.remove()
    assert not entry.is_on()
    entry.remove()


@pytest.mark.parametrize(
    ("first_byte", "is_on"), [(0x02, True), (0x03, False), (0x06, True), (0x07, False)]
)
def test_task_manager_has_its_own_switch(first_byte: int, is_on: bool) -> None:
    registry = Registry()
    entry = WindowsStart(registry)
    entry.write("runsheet.exe")
    registry.keys[APPROVED_KEY] = {"RunSheet": bytes([first_byte]) + bytes(11)}
    assert entry.is_on() is is_on
    entry.write("runsheet.exe")
    assert entry.is_on()
    assert registry.keys[APPROVED_KEY] == {}


def test_another_programs_switch_is_not_ours() -> None:
    registry = Registry()
    registry.keys[APPROVED_KEY] = {"Another": b"\x03" + bytes(11)}
    entry = WindowsStart(registry)
    entry.write("runsheet.exe")
    assert entry.is_on()
    assert "Another" in registry.keys[APPROVED_KEY]


def test_macos_gets_an_agent_that_starts_once_at_sign_in() -> None:
    agent = plistlib.loads(launch_agent(COMMAND))
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["RunAtLoad"] is True
    assert "KeepAlive" not in agent


def test_another_data_folder_is_told_to_the_start(tmp_path: Path) -> None:
    usual = Settings.from_environment({})
    mine = Settings.from_environment({}, data_dir=tmp_path)
    assert "--data-dir" not in Autostart.of(usual)._command
    assert Autostart.of(mine)._command[-2:] == ("--data-dir", str(tmp_path))
    assert Path(start_command()[0]).exists()
