"""RunSheet starts with the PC: the entry each system reads when this person signs in.

Windows: a value under HKCU's Run key (`windows_start`). macOS: a LaunchAgent. Elsewhere: the XDG
autostart folder. What is written is made by plain functions; only the last step differs by system.
"""

import asyncio
import os
import plistlib
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import list2cmdline
from xml.sax.saxutils import escape

from app.domain.errors import SettingsNotSaved
from app.domain.said import say
from app.services.pc.desktop_entry import desktop_entry, exec_line
from app.services.pc.windows_start import WindowsStart
from app.services.settings import Settings

AGENT = "au.runsheet.desktop"


class Autostart:
    """The entry of this person on this PC; `command` is what it starts."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)

    @classmethod
    def of(cls, settings: Settings) -> "Autostart":
        """For this very RunSheet, on the data folder it works on."""
        usual = Settings.from_environment({}).data_dir
        is_usual = settings.data_dir == usual
        return cls(start_command(None if is_usual else settings.data_dir))

    async def is_on(self) -> bool:
        """True when RunSheet starts with the PC. A person may switch that off elsewhere, too; of
        macOS' own switch (Login Items) no program is told.
        """
        return await asyncio.to_thread(_is_on)

    async def is_for(self, settings: Settings) -> bool:
        """True when there is an entry, on or off, and it starts RunSheet on this data folder."""
        entry = await asyncio.to_thread(_entry_text)
        if not entry or "--data-dir" in entry:
            return any(form in entry for form in _forms_of(str(settings.data_dir)))
        return settings.data_dir == Settings.from_environment({}).data_dir

    async def turn_on(self) -> None:
        """Write the entry, or write it anew. Raises SettingsNotSaved."""
        await self._translated(lambda: _write(self._command))

    async def turn_off(self) -> None:
        """Take the entry away; no fault when there is none. Raises SettingsNotSaved."""
        await self._translated(_remove)

    async def _translated(self, act: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(act)
        except OSError:
            raise SettingsNotSaved(reason=say("This PC did not let us.")) from None


def start_command(data_dir: Path | None = None) -> tuple[str, ...]:
    """How this very RunSheet is started; with its data folder where that is not the usual one."""
    python = Path(sys.executable)
    script = python.with_name("runsheet")
    if getattr(sys, "frozen", False):
        program: tuple[str, ...] = (str(python),)
    elif script.exists():
        program = (str(script),)
    else:
        quiet = python.with_name("pythonw.exe")  # Windows: without a console window
        program = (str(quiet if quiet.exists() else python), "-m", "app")
    return (*program, "--data-dir", str(data_dir)) if data_dir is not None else program


def _forms_of(folder: str) -> tuple[str, ...]:
    """A folder as each system's entry quotes it."""
    return exec_line((folder,)), list2cmdline((folder,)), escape(folder)


def run_value(command: Sequence[str]) -> str:
    """The value of Windows' Run key: one command line, quoted as its programs read it."""
    return list2cmdline(command)


def launch_agent(command: Sequence[str]) -> bytes:
    """macOS' LaunchAgent: starts once when the person signs in, and is not kept alive."""
    agent = {
        "Label": AGENT,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
        "LimitLoadToSessionType": "Aqua",
    }
    return plistlib.dumps(agent)


def entry_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The file of macOS or of an XDG desktop."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{AGENT}.plist"
    folder = environment.get("XDG_CONFIG_HOME", "")
    # The specification: a relative path is invalid and must be ignored.
    config = Path(folder) if Path(folder).is_absolute() else Path.home() / ".config"
    return config / "autostart" / "runsheet.desktop"


if sys.platform == "win32":
    import winreg

    _entry = WindowsStart(winreg)
    _is_on, _remove, _entry_text = _entry.is_on, _entry.remove, _entry.command_line

    def _write(command: Sequence[str]) -> None:
        _entry.write(run_value(command))

else:

    def _is_on() -> bool:
        lines = _entry_text().splitlines()
        # Desktops switch an entry off in their own settings without removing it.
        return bool(lines) and not {"Hidden=true", "X-GNOME-Autostart-enabled=false"} & set(lines)

    def _entry_text() -> str:
        try:
            return entry_file().read_text("utf-8", errors="replace")
        except OSError:
            return ""

    def _write(command: Sequence[str]) -> None:
        file = entry_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        if sys.platform == "darwin":
            file.write_bytes(launch_agent(command))
        else:
            file.write_text(desktop_entry(command, is_autostart=True), "utf-8")

    def _remove() -> None:
        entry_file().unlink(missing_ok=True)
