"""Both dialects."""

import pytest


@pytest.fixture(params=["v1", "v2"])
def version(request):
    return request.param
