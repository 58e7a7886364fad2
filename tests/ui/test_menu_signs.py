"""The signs of a menu: files, since Qt's style language takes no ink of ours."""

import pytest

from app.ui.resources import icon_svg, token_sets
from app.ui.style_sheet import style_sheet


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("sign", "ink"), [("tick", "text.primary"), ("arrow", "text.secondary")])
def test_a_menus_signs_have_the_ink_of_its_scheme(scheme: str, sign: str, ink: str) -> None:
    tokens = token_sets()[scheme]
    assert f'fill="{tokens[ink]}"' in icon_svg(f"menu_{sign}_{scheme}")
    assert f"menu_{sign}_{scheme}.svg" in style_sheet(tokens, scheme=scheme, scale=2.0)
