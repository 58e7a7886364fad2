"""Windows for the tests: our own QApplication, and a look that other tests did not change."""

import pytest

from app.ui.run import Application


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """The class of the application under test, whose Quit is a wish."""
    return Application
