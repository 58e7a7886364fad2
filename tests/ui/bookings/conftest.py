"""What the tests of this page share."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def collected_on_this_thread() -> Iterator[None]:
    """Ends the loop's Qt timers here: the garbage collector may else do it in a server's thread."""
    yield
    gc.collect()
