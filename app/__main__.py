"""Chooses the face and imports only it: the window, or with a command the command line."""

import asyncio
import logging
import os
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.outcome import WrongUsage, guarded, listen_to_interrupts, use_utf8_output

if TYPE_CHECKING:
    from app.domain.api_access import Address
    from app.services import Services
    from app.services.first_look import FirstLook
    from app.ui.process.single import Word

NO_DISPLAY = (
    "There is no display to open RunSheet's window on. These need none: "
    "runsheet today, runsheet demo --headless, runsheet --help"
)
# What the actions of the .desktop entry ask of the window that runs, or of the one they start; and
# what an installer asks, who starts none.
_WORDS = {"--sync-now": "sync", "--pause": "pause"}
_QUIT = ["--quit"]
# A shell that completes a line starts us without arguments and with the line in variables.
_COMPLETION = "_RUNSHEET_COMPLETE"
_SCREENLESS = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})


def main() -> int:
    """The exit code: 0 well, 1 a failed action, 2 wrong usage, 130 and 143 stopped by a signal."""
    keep_memory_off_the_disk()
    use_utf8_output()
    listen_to_interrupts()
    return end_process(guarded(lambda: _choose_face(sys.argv[1:])))


def keep_memory_off_the_disk() -> None:
    """A crash leaves no image of this process behind: names, keys and secrets are in it."""
    if sys.platform == "win32":
        import ctypes

        no_critical_errors, no_fault_report = 0x1, 0x2
        ctypes.windll.kernel32.SetErrorMode(no_critical_errors | no_fault_report)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_process(code: int) -> int:
    """`code`; does not return while a thread still hangs, as in a lookup without a network or a
    password store that waits for its own window. Everything of ours is closed and written by now.
    """
    here = threading.current_thread()
    if any(each is not here and not each.daemon for each in threading.enumerate()):
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _choose_face(arguments: Sequence[str]) -> int:
    data_dir, rest = split_data_dir(arguments)
    if not rest and not os.environ.get(_COMPLETION):
        return _start_window(data_dir)
    if list(rest) == _QUIT:
        return _quit_window(data_dir)
    if len(rest) == 1 and rest[0] in _WORDS:
        return _start_window(data_dir, word=_WORDS[rest[0]])
    from app.cli.main import run

    return run(arguments, open_window=_open_window if has_display() else None, open_api=_open_api)


def split_data_dir(arguments: Sequence[str]) -> tuple[Path | None, Sequence[str]]:
    """The value of a leading --data-dir and what follows it. Raises WrongUsage for an empty one."""
    if not arguments or arguments[0].partition("=")[0] != "--data-dir":
        return None, arguments
    _, is_joined, value = arguments[0].partition("=")
    rest = arguments[1:]
    if not is_joined:
        value, rest = (rest[0], rest[1:]) if rest else ("", rest)
    if not value.strip():
        raise WrongUsage("--data-dir needs a folder.")
    return Path(value), rest


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """False on a Linux without a screen, unless Qt was told to do without one."""
    if not sys.platform.startswith("linux"):
        return True
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in _SCREENLESS:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _start_window(data_dir: Path | None, *, word: str = "open") -> int:
    """The window; where one of this folder runs, that one is asked to come forward, to sync, …"""
    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 1
    from app.services import Settings
    from app.services.language import kept_language
    from app.services.start import Start
    from app.ui.process.single import Word, hand_over, name_of

    folder = Settings.from_environment(data_dir=data_dir).data_dir
    single = name_of(folder), Word(word)
    if hand_over(*single):
        return 0

    async def look() -> "FirstLook | None":
        from app.services.first_look import first_look
        from app.services.settings import Settings, utc_now

        return await first_look(Settings.from_environment(data_dir=data_dir), now=utc_now())

    return _open_window(Start(data_dir), look, single, language=kept_language(folder))


def _quit_window(data_dir: Path | None) -> int:
    """0 once no window of this folder and person runs any more; 1 where one does not end."""
    from app.services import Settings
    from app.ui.process.single import ask_to_quit, name_of

    name = name_of(Settings.from_environment(data_dir=data_dir).data_dir)
    return 0 if ask_to_quit(name) else 1


def _open_window(
    open_services: Callable[[], Awaitable["Services"]],
    look: Callable[[], Awaitable["FirstLook | None"]] | None = None,
    single: "tuple[str, Word] | None" = None,
    *,
    language: str = "system",
) -> int:
    from app.ui.run import run_window

    return run_window(
        open_services,
        look=look,
        argv=sys.argv[:1],
        single=single,
        open_api=_open_api,
        language=language,
    )


@asynccontextmanager
async def _open_api(services: "Services", host: str, port: int) -> AsyncIterator["Address"]:
    # A second of imports, which must not stop the window that switches it on.
    await asyncio.to_thread(import_module, "app.api.server")
    from app.api.server import serving

    async with serving(services, host=host, port=port) as address:
        yield address


if __name__ == "__main__":
    sys.exit(main())
