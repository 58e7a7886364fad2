"""RunSheet itself, started as `python -m app` starts it, telling when it did what.

`--bare`: instead a PySide6 window with a line of text, the least that a Qt program can be.
One line of JSON when the list is painted, in nanoseconds of the monotonic clock, which a parent
process shares. Imports nothing that RunSheet does not import.
"""

import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

_marks: dict[str, int] = {"entered": time.monotonic_ns()}


def _mark(name: str) -> None:
    _marks.setdefault(name, time.monotonic_ns())


def _tell() -> None:
    _mark("painted")
    inside = ", ".join(f'"{name}": {moment}' for name, moment in _marks.items())
    print(f"{{{inside}}}", flush=True)


def _run_app() -> int:
    import app.__main__ as face

    def open_window(
        open_services: Callable[[], Awaitable[Any]],
        look: Callable[[], Awaitable[Any]] | None,
        single: tuple[str, Any] | None,
        *,
        language: str,
    ) -> int:
        from app.ui.run import run_window

        async def open_marked() -> Any:
            _mark("window built")
            services = await open_services()
            _mark("data open")
            return services

        async def look_marked() -> Any:
            found = await look() if look else None
            _mark("looked")
            return found

        _mark("interface imported")
        return run_window(
            open_marked,
            look=look_marked,
            argv=sys.argv[:1],
            on_painted=_tell,
            single=single,
            language=language,
        )

    face._open_window = open_window
    sys.argv = sys.argv[:1]
    return face.main()


def _run_bare() -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Line(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if "painting" not in _marks:
                _mark("painting")
                QTimer.singleShot(0, _tell)

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(Line("RunSheet"))
    window.resize(1280, 800)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(_run_bare() if "--bare" in sys.argv else _run_app())
