"""dev.py's commands: what each one needs and what it starts."""

import os
import sys
from collections.abc import Callable, Mapping

from devtools.checks import run_checks
from devtools.console import SetupError, child_environment, say, use_utf8_output
from devtools.docs import build_docs
from devtools.environment import BUILD, ensure_environment, venv_program
from devtools.foreground import listen_to_interrupts, run_in_front
from devtools.lock import remake_lock
from devtools.package import package
from devtools.prove import prove
from devtools.session import desktop_session
from devtools.supply import audit, make_bom
from devtools.system_packages import SESSION_PACKAGES, WINDOW_PACKAGES, ensure_packages
from devtools.tools import PEERS
from devtools.translations import translations

Command = Callable[[list[str]], int]


def main(arguments: list[str], *, usage: str | None) -> int:
    """Runs one command; returns the exit code: 0 well, 1 failed, 2 wrong usage, 130 interrupted."""
    use_utf8_output()
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        say(usage or "")
        return 0 if arguments else 2
    command = COMMANDS.get(arguments[0])
    if command is None:
        say(f"dev.py has no command {arguments[0]!r}. It has: {', '.join(COMMANDS)}.")
        return 2
    listen_to_interrupts()
    try:
        return command(arguments[1:])
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Interrupted.")
        return 130


def _setup(_arguments: list[str]) -> int:
    ensure_packages(WINDOW_PACKAGES)
    ensure_environment()
    say("RunSheet is set up. Try it: python3 packaging/dev.py demo")
    return 0


def _demo(arguments: list[str]) -> int:
    arguments = ["demo", *with_headless(arguments, platform=sys.platform, environment=os.environ)]
    if arguments[1:2] == ["--headless"] and "--headless" not in sys.argv:
        say("There is no display here, so the run sheet is printed (--headless).")
    return _start_app(arguments)


def with_headless(
    arguments: list[str], *, platform: str, environment: Mapping[str, str]
) -> list[str]:
    """The arguments with --headless in front where a Linux has no display to open a window on."""
    has_display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if not platform.startswith("linux") or has_display or "--headless" in arguments:
        return arguments
    return ["--headless", *arguments]


def _start_app(arguments: list[str]) -> int:
    ensure_packages(WINDOW_PACKAGES if opens_window(arguments) else ())
    ensure_environment()
    return _start_python("app", arguments, child_environment())


def opens_window(arguments: list[str]) -> bool:
    """Only RunSheet without a command, and the demo, open a window; the rest needs no Qt."""
    commands = [argument for argument in arguments if not argument.startswith("-")]
    return "--headless" not in arguments and commands[:1] in ([], ["demo"])


def _start_python(module: str, arguments: list[str], environment: Mapping[str, str]) -> int:
    """Runs a module of ours in .venv from the caller's folder, and returns its exit code."""
    # -P: a folder named app or tests where the caller stands must not be taken for ours.
    command = [str(venv_program("python")), "-P", "-m", module, *arguments]
    return run_in_front(command, environment=environment)


def _in_session(module: str) -> Command:
    def start(arguments: list[str]) -> int:
        _prepare_session()
        with desktop_session() as environment:
            return _start_python(module, arguments, environment)

    return start


def _bench(arguments: list[str]) -> int:
    """With the programs that stand beside ours, unless `--no-peers` is said."""
    _prepare_session()
    wishes = [argument for argument in arguments if argument != "--no-peers"]
    beside = {} if wishes != arguments else {"RUNSHEET_PEERS": PEERS.program("python")}
    with desktop_session() as environment:
        return _start_python("tests.benchmarks", wishes, {**environment, **beside})


def _shots(arguments: list[str]) -> int:
    return _in_session("tests.shots")(arguments or [str(BUILD / "shots")])


def _docs(arguments: list[str]) -> int:
    if arguments[:1] == ["--pictures"]:
        return _in_session("tests.docs_pictures")(arguments[1:])
    return build_docs(arguments)


def _test(arguments: list[str]) -> int:
    _prepare_session()
    return run_checks(arguments)


def _prove(arguments: list[str]) -> int:
    _prepare_session()
    return prove(arguments)


def _prepare_session() -> None:
    ensure_packages(WINDOW_PACKAGES + SESSION_PACKAGES)
    ensure_environment()


def _lock(arguments: list[str]) -> int:
    remake_lock(arguments)
    say("requirements.lock is made. Look at its diff, then: python3 packaging/dev.py setup")
    return 0


COMMANDS: dict[str, Command] = {
    "setup": _setup,
    "demo": _demo,
    "run": _start_app,
    "test": _test,
    "shots": _shots,
    "docs": _docs,
    "bench": _bench,
    "prove": _prove,
    "package": package,
    "lock": _lock,
    "audit": audit,
    "sbom": make_bom,
    "translations": translations,
}
