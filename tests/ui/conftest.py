"""Windows for the tests: our own QApplication, and garbage collected on Qt's thread only."""

import gc
from collections.abc import Iterator

import pytest

from app.ui.run import Application


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """The class of the application under test, whose Quit is a wish."""
    return Application


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """As `app.ui.garbage` has it in the app: a server's thread must never free a Qt object."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()
