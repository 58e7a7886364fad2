"""What holds for every test of the window."""

import pytest
from PySide6.QtCore import QObject


@pytest.fixture(autouse=True, scope="session")
def qt_begins_on_the_main_thread() -> None:
    """Qt takes the thread of its first object for the main one. A test without `qapp` that talks to
    another RunSheet on a worker thread would leave every later test without an event dispatcher.
    """
    QObject()
