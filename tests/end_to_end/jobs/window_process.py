"""RunSheet's window in a process of its own, where somebody books and does not see the end of it.

    python -m tests.end_to_end.jobs.window_process DATA_DIR NOW LABEL

It lives until it is killed; its environment is told on stdin.
"""

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from app.services import Services, Settings, open_services
from app.ui.process.event_loop import new_event_loop
from app.ui.run import Application, make_application
from tests.end_to_end.jobs import booking_calls as calls
from tests.end_to_end.jobs.reception import Reception
from tests.ui.scene import Clock, Scene


async def live_and_book(app: Application, data_dir: Path, now: datetime, label: str) -> None:
    """Opens the window, and books somebody new."""
    clock = Clock(now)
    settings = Settings(
        data_dir=data_dir,
        environment=json.loads(sys.stdin.readline()),
        has_rate_limit=False,
    )
    opened: asyncio.Future[Services] = asyncio.get_running_loop().create_future()

    async def services() -> Services:
        opened.set_result(await open_services(settings, now=clock, elapsed=clock.elapsed))
        return opened.result()

    around: Any = None
    person = Reception(app, Scene(cast("Any", None), cast("Any", None), clock), data_dir, around)
    await person._live(services, look=None)
    await opened
    await calls.open_form(person)
    await calls.who_calls(person, calls.NEW_MOBILE, label=label)
    await calls.name_new(person)
    await calls.choose_visit(person, at="2 pm", clinician="Dr Priya Nair")
    await calls.book(person)
    await asyncio.Event().wait()


def main() -> None:
    data_dir, now, label = sys.argv[1:]
    app = make_application(["runsheet"])
    with asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner:
        runner.run(live_and_book(app, Path(data_dir), datetime.fromisoformat(now), label))


if __name__ == "__main__":
    main()
