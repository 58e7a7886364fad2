"""What holds for every test of the window."""

import pytest
from PySide6.QtCore import QObject

from tests.support.alike_databases import alike_databases

__all__ = ["alike_databases"]


@pytest.fixture(autouse=True, scope="session")
def qt_begins_on_the_main_thread() -> None:
    """Qt takes the thread of its first object for the main one. A test without `qapp` that talks to
    another RunSheet on a worker thread would leave every later test without an event dispatcher.
    """
    QObject()
