"""The look for those who need more contrast: no fills, strong borders, every word in full ink."""

from app.ui.resources import Tokens

_GROUNDS = {"light": "#FFFFFF", "dark": "#000000"}
_INKS = {"light": "#000000", "dark": "#FFFFFF"}
_FILLED = ("bg.selected",)
"""What is selected has nothing else to show it in a menu or a list."""

OUTLINES = "".join(
    f'QFrame[pill="{tone}"] {{ border: 1px solid @{tone}.solid; }}\n'
    for tone in ("ok", "info", "warn", "err", "neutral")
)
"""More of the style sheet: what was told apart by its fill alone has a line around it."""


def without_fills(tokens: Tokens, *, is_dark: bool) -> Tokens:
    """The tokens of a scheme with one ground, one ink beside the tones', and borders to be seen."""
    scheme = "dark" if is_dark else "light"
    return {name: _without_fill(name, tokens, scheme) for name in tokens}


def _without_fill(name: str, tokens: Tokens, scheme: str) -> str:
    is_ground = name.startswith("bg.") or name.endswith(".bg")
    if is_ground and name not in _FILLED:
        return _GROUNDS[scheme]
    if name in {"text.primary", "text.secondary", "text.muted"}:
        return _INKS[scheme]
    if name == "text.disabled":
        return tokens["text.muted"]
    if name.startswith("border."):
        return tokens["text.secondary"]
    return tokens[name]
