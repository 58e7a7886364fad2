"""In a language 40 % longer nothing is cut off and nothing stays English; and from the right to the
left everything is turned round.
"""

from pathlib import Path

import pytest

from app.ui.run import Application
from tests.shots import all_shots
from tests.support.pseudo import Pseudo
from tests.ui.language.walk import english_in, walk

LOOKED_AT = ("today-details", "today-list", "edit-adding", "fault-several")
"""One of each kind of page; all of them take minutes: `python -m tests.ui.language`."""


@pytest.mark.parametrize("pseudo", Pseudo)
@pytest.mark.parametrize("name", LOOKED_AT)
async def test_every_word_is_translated_and_has_its_room(
    qapp: Application, tmp_path: Path, name: str, pseudo: Pseudo
) -> None:
    (shot,) = (each for each in all_shots() if each.name == name)
    async with shot.opens(tmp_path, now=shot.now) as scene:
        assert await walk(qapp, scene, shot, pseudo) == []


def test_what_nobody_translated_is_found() -> None:
    assert english_in("[Såvé lå] and the other row") >= {"and", "the", "row"}
    assert not english_in("[Såvé [röw l] lå] Alice Brown, Gentu")
