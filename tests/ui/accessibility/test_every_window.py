"""Every window, page, panel, dialog and menu keeps to the figures of ux.md 3.13."""

from pathlib import Path

import pytest

from app.ui.run import Application
from tests.shots import all_shots
from tests.ui.accessibility.states import WALKED, walked_states
from tests.ui.accessibility.walk import walk
from tests.ui.studio import Shot, Studio


@pytest.mark.parametrize("shot", walked_states(), ids=lambda shot: shot.name)
async def test_the_state_can_be_used_by_ear_by_keyboard_and_with_large_text(
    qapp: Application, tmp_path: Path, shot: Shot
) -> None:
    async with shot.opens(tmp_path, now=shot.now) as scene:
        studio = Studio(qapp, scene)
        try:
            assert await walk(studio, shot) == []
        finally:
            await studio.aclose()


def test_every_walked_state_is_one() -> None:
    assert {shot.name for shot in all_shots()} >= WALKED
