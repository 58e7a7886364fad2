"""Vorta as `vorta` starts it, telling when its window is painted, as `start_driver` does of ours.

Runs in an environment of its own, which has none of RunSheet's libraries.
"""

import json
import sys
import time

_marks = {"entered": time.monotonic_ns()}


def _watch() -> None:
    import vorta.application  # noqa: F401  # first: the window's module can't be loaded before it
    from PyQt6.QtCore import QTimer
    from vorta.views.main_window import MainWindow

    as_ever = MainWindow.paintEvent

    def paint(window: MainWindow, event: object) -> None:
        as_ever(window, event)
        if "painting" not in _marks:
            _marks["painting"] = time.monotonic_ns()
            QTimer.singleShot(0, _tell)

    MainWindow.paintEvent = paint


def _tell() -> None:
    _marks["painted"] = time.monotonic_ns()
    print(json.dumps(_marks), flush=True)


if __name__ == "__main__":
    import vorta.__main__

    _watch()
    sys.argv = ["vorta"]
    vorta.__main__.main()
