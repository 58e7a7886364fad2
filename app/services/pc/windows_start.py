"""Windows: the value that starts RunSheet at sign-in, and Task Manager's own switch over it."""

import contextlib
from types import ModuleType

NAME = "RunSheet"
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED_KEY = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where *Startup apps* keeps what a person switched: the first byte is odd for what is off."""


class WindowsStart:
    """This person's entry; `registry` is the module `winreg`. Every call may raise OSError."""

    def __init__(self, registry: ModuleType) -> None:
        self._registry = registry

    def is_on(self) -> bool:
        """True when there is an entry and nobody switched it off in Task Manager."""
        switch = self._read(APPROVED_KEY)
        is_off = isinstance(switch, bytes) and bool(switch) and switch[0] % 2 == 1
        return self._read(RUN_KEY) is not None and not is_off

    def command_line(self) -> str:
        """What the entry starts; empty without one."""
        return str(self._read(RUN_KEY) or "")

    def write(self, command_line: str) -> None:
        """Writes the entry, and takes away what switched it off."""
        registry = self._registry
        with registry.CreateKey(registry.HKEY_CURRENT_USER, RUN_KEY) as key:
            registry.SetValueEx(key, NAME, 0, registry.REG_SZ, command_line)
        self._delete(APPROVED_KEY)

    def remove(self) -> None:
        """Takes the entry away."""
        self._delete(RUN_KEY)

    def _read(self, path: str) -> object:
        """The value of our name, None without one."""
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, path) as key:
                value, _type = registry.QueryValueEx(key, NAME)
        except OSError:
            return None
        return value

    def _delete(self, path: str) -> None:
        registry = self._registry
        access = registry.KEY_SET_VALUE
        with (
            contextlib.suppress(FileNotFoundError),
            registry.OpenKey(registry.HKEY_CURRENT_USER, path, access=access) as key,
        ):
            registry.DeleteValue(key, NAME)
