"""The jobs of ux.md, end to end. What the helpers assert is told as fully as in a test."""

import pytest

pytest.register_assert_rewrite(
    *(f"{__name__}.{helper}" for helper in ("booking_calls", "eyes", "hands", "reception"))
)
