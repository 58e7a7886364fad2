"""What tests of the HTTP API share."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.support.api import Api, running_api

OpenApi = Callable[..., AbstractAsyncContextManager[Api]]


@pytest.fixture
def open_api(tmp_path: Path) -> OpenApi:
    """`async with open_api(system="gentu") as api: await api.http.get("/api/health")`"""
    return partial(running_api, tmp_path)
