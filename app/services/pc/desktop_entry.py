"""The .desktop entry of a Linux desktop: its words for RunSheet, and what it offers beside Open."""

from collections.abc import Sequence

_ESCAPE = "\\"
_ACTIONS = (
    ("sync", "Sync now", "--sync-now"),
    ("pause", "Pause for 1 hour", "--pause"),
)


def desktop_entry(command: Sequence[str], *, is_autostart: bool = False) -> str:
    """The file's text; `command` is the program and its arguments, each as it is.

    Follows the Desktop Entry Specification 1.4, the newest that Debian 12 checks by. Everything the
    tray's menu offers most is here for desktops without a tray.
    """
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.4",
        "Name=RunSheet",
        "Comment=Today's run sheet, kept in step with the practice software",
        f"Exec={exec_line(command)}",
        "Icon=runsheet",
        "Terminal=false",
        "Categories=Office;Calendar;MedicalSoftware;",
        "StartupWMClass=runsheet",
        f"Actions={''.join(f'{name};' for name, _, _ in _ACTIONS)}",
    ]
    if is_autostart:  # passed over by the desktop once the program is gone
        lines += [
            f"TryExec={command[0].replace(_ESCAPE, _ESCAPE * 2)}",
            "X-GNOME-Autostart-enabled=true",
        ]
    for name, words, option in _ACTIONS:
        lines += ["", f"[Desktop Action {name}]", f"Name={words}"]
        lines += [f"Exec={exec_line((*command, option))}"]
    return "\n".join(lines) + "\n"


def exec_line(command: Sequence[str]) -> str:
    """The arguments as the specification quotes them: in double quotes, % doubled."""
    return " ".join(_quoted(argument) for argument in command)


def _quoted(argument: str) -> str:
    text = argument.replace("%", "%%")
    if text and all(character.isalnum() or character in "-_./:=%@+," for character in text):
        return text
    for character in ("\\", '"', "`", "$"):
        text = text.replace(character, f"\\{character}")
    # The file's own escapes come on top of the quotes'.
    return '"' + text.replace("\\", "\\\\") + '"'
