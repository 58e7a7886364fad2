"""A private desktop for tests on Linux: own screen, own D-Bus, own unlocked keyring, own HOME."""

import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from devtools.console import SetupError, child_environment

START_TIMEOUT_S = 20.0
STOP_TIMEOUT_S = 5.0
# What would lead a test to the developer's own desktop or secrets.
FOREIGN_VARIABLES = (
    "DESKTOP_SESSION",
    "GNOME_KEYRING_CONTROL",
    "PYTHON_KEYRING_BACKEND",
    "QT_QPA_PLATFORMTHEME",
    "QT_SCALE_FACTOR",
    "QT_STYLE_OVERRIDE",
    "SESSION_MANAGER",
    "SSH_AUTH_SOCK",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_CURRENT_DESKTOP",
)


@contextmanager
def desktop_session() -> Iterator[dict[str, str]]:
    """Yields the environment for programs in the session; ends all its processes and folders after.

    Windows and macOS have a desktop and a keyring of their own: there it is the plain environment.
    """
    if not sys.platform.startswith("linux"):
        yield child_environment()
        return
    with ExitStack() as cleanup:
        folder = cleanup.enter_context(tempfile.TemporaryDirectory(prefix="runsheet-session-"))
        environment = _private_environment(Path(folder))
        start = _Starter(cleanup, environment, Path(folder) / "session.log")
        environment["DISPLAY"] = f":{start.xvfb()}"
        environment["DBUS_SESSION_BUS_ADDRESS"] = start.dbus()
        start.keyring()
        yield environment


def _private_environment(folder: Path) -> dict[str, str]:
    environment = child_environment()
    for name in FOREIGN_VARIABLES:
        environment.pop(name, None)
    environment["HOME"] = str(folder)
    for name, place in {
        "XDG_CACHE_HOME": ".cache",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_RUNTIME_DIR": "run",
        "XDG_STATE_HOME": ".local/state",
    }.items():
        (folder / place).mkdir(parents=True, mode=0o700)
        environment[name] = str(folder / place)
    return environment | {"QT_QPA_PLATFORM": "xcb", "NO_AT_BRIDGE": "1", "LC_ALL": "C.UTF-8"}


class _Starter:
    """Starts the session's programs one after the other, each ended by the exit stack."""

    def __init__(self, cleanup: ExitStack, environment: dict[str, str], log: Path) -> None:
        self._cleanup = cleanup
        self._environment = environment
        self._log = log

    def xvfb(self) -> str:
        """The number of a free display with a screen on it."""
        screen = ("-screen", "0", "1920x1080x24")
        # Without -noreset it begins anew when its last window goes, and aborts who comes meanwhile.
        options = ("-nolisten", "tcp", "-noreset")
        return self._start_and_read("Xvfb", *screen, *options, option="-displayfd")

    def dbus(self) -> str:
        """The address of a session bus."""
        return self._start_and_read(
            "dbus-daemon", "--session", "--nofork", option="--print-address"
        )

    def keyring(self) -> None:
        """Starts gnome-keyring with an unlocked login keyring, and waits until the bus knows it."""
        daemon = self._start(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE,
        )
        assert daemon.stdin is not None  # noqa: S101 - asked for above; tells mypy so
        daemon.stdin.write(b"throw-away")
        daemon.stdin.close()
        self._wait_for("gnome-keyring", daemon, self._bus_has_secrets)

    def _bus_has_secrets(self) -> bool:
        # Asks the bus, not the service: a call to the service would start a second, locked one.
        question = "org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets"
        target = "--session --print-reply=literal --dest=org.freedesktop.DBus /org/freedesktop/DBus"
        answer = subprocess.run(
            ["dbus-send", *target.split(), *question.split()],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return "true" in answer.stdout

    def _start_and_read(self, *command: str, option: str) -> str:
        """Starts a program that writes one line to the file descriptor named by the option."""
        reader, writer = os.pipe()
        separator = [f"{option}={writer}"] if option.startswith("--") else [option, str(writer)]
        try:
            self._start([*command, *separator], pass_fds=(writer,))
        finally:
            os.close(writer)
        with os.fdopen(reader) as stream:
            ready, _, _ = select.select([stream], [], [], START_TIMEOUT_S)
            line = stream.readline().strip() if ready else ""
        if not line:
            raise self._failure(command[0])
        return line

    def _start(
        self, command: list[str], *, stdin: int = subprocess.DEVNULL, pass_fds: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        """Starts a program in a process group of its own, so that only we end it, on Ctrl-C too."""
        with self._log.open("ab") as output:
            try:
                process = subprocess.Popen(
                    command,
                    stdin=stdin,
                    stdout=output,
                    stderr=output,
                    env=self._environment,
                    pass_fds=pass_fds,
                    start_new_session=True,
                )
            except FileNotFoundError as error:
                raise SetupError(f"{command[0]} is not installed; the tests need it.") from error
        self._cleanup.callback(_end_group, process)
        return process

    def _wait_for(
        self, name: str, process: subprocess.Popen[bytes], is_ready: Callable[[], bool]
    ) -> None:
        give_up_at = time.monotonic() + START_TIMEOUT_S
        while not is_ready():
            if process.poll() is not None or time.monotonic() > give_up_at:
                raise self._failure(name)
            time.sleep(0.02)

    def _failure(self, name: str) -> SetupError:
        return SetupError(
            f"{name} did not start:\n{self._log.read_text('utf-8', errors='replace')}"
        )


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends a program and what it started itself."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(STOP_TIMEOUT_S)
    except ProcessLookupError:
        pass
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
