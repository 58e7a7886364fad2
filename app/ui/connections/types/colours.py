"""The word for a practice system's colour, so that colour never carries meaning alone."""

from colorsys import rgb_to_hls

from app.domain.said import say
from app.ui.language import tr, translated

_HUES = (
    (15, say("red")),
    (45, say("orange")),
    (68, say("yellow")),
    (160, say("green")),
    (192, say("teal")),
    (255, say("blue")),
    (290, say("purple")),
    (340, say("pink")),
    (361, say("red")),
)
_GREYISH = {"blue": say("blue-grey"), "teal": say("teal-grey")}


def parse_colour(text: str | None) -> tuple[int, int, int] | None:
    """Red, green and blue (0 to 255) of `#1a2b3c` or `#abc`; None for anything else."""
    digits = (text or "").strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        return None
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def colour_word(text: str | None) -> str:
    """`green`, `light blue`, `dark grey`, `blue-grey`; an empty text when there is no colour."""
    parsed = parse_colour(text)
    if parsed is None:
        return ""
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in parsed))
    if lightness > 0.95:
        return tr("white")
    if lightness < 0.08:
        return tr("black")
    if saturation < 0.15:
        return _shade(lightness, say("grey"))
    return _hue_word(hue * 360, lightness, saturation)


def _hue_word(degrees: float, lightness: float, saturation: float) -> str:
    word = next(name for limit, name in _HUES if degrees < limit)
    if word in _GREYISH and saturation < 0.25:
        return _shade(lightness, _GREYISH[word])
    if word == "orange" and lightness < 0.35:
        return tr("brown")
    return _shade(lightness, word)


def _shade(lightness: float, word: str) -> str:
    if lightness > 0.78:
        return tr("light {colour}", colour=word)
    return tr("dark {colour}", colour=word) if lightness < 0.25 else translated(word)
