"""Who sits at this PC: the operating system's user name, for the history and for local edits."""

import getpass


def current_user() -> str:
    """`kim`; `this PC` where the operating system doesn't say."""
    try:
        return getpass.getuser()[:100] or "this PC"
    except (KeyError, OSError):
        return "this PC"
