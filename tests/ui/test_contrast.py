"""Every pair of colours that meets on screen can be read: WCAG 2.2, 1.4.3 and 1.4.11."""

import pytest

from app.ui.resources import token_sets

TONES = ("ok", "info", "warn", "err", "neutral")
TEXT = [
    ("text.primary", ground)
    for ground in ("bg.app", "bg.surface", "bg.raised", "bg.hover", "bg.selected", "bg.sunken")
]
TEXT += [("text.secondary", g) for g in ("bg.app", "bg.surface", "bg.sunken", "bg.selected")]
TEXT += [("text.secondary", "bg.hover"), ("text.muted", "bg.selected"), ("text.muted", "bg.hover")]
TEXT += [("text.muted", "bg.app"), ("text.muted", "bg.surface"), ("text.muted", "bg.sunken")]
TEXT += [(f"{tone}.fg", f"{tone}.bg") for tone in TONES]
TEXT += [
    (f"{tone}.fg", ground)
    for tone in ("err", "warn", "ok")
    for ground in ("bg.app", "bg.surface", "bg.selected", "bg.hover")
]
TEXT += [("bg.surface", "err.solid"), ("text.muted", "bg.raised"), ("text.secondary", "bg.raised")]
TEXT += [("text.primary", "err.bg"), ("text.muted", "err.bg")]  # a field that is wrong
TEXT += [("accent.on", "accent"), ("accent.on", "accent.hover"), ("accent.on", "accent.pressed")]
SHAPES = [(f"{tone}.solid", g) for tone in TONES for g in ("bg.surface", "bg.app", "bg.selected")]
SHAPES += [("border.strong", "bg.app"), ("border.strong", "bg.surface"), ("accent", "bg.app")]
SHAPES += [("text.disabled", ground) for ground in ("bg.app", "bg.surface", "bg.sunken")]
SHAPES += [("focus", ground) for ground in ("bg.app", "bg.surface", "bg.sunken", "bg.selected")]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, ground: str) -> None:
    tokens = token_sets()[scheme]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_seen(scheme: str, shape: str, ground: str) -> None:
    tokens = token_sets()[scheme]
    assert contrast(tokens[shape], tokens[ground]) >= 3
