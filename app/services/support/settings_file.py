"""The file settings.json: preferences that are on this list; of the others only how many."""

from collections.abc import Mapping
from typing import Any

from app.services.support import shapes as of
from app.services.support.marks import Kind, mark

_YES_NO = of.one_of("yes", "no")
_NUMBER = of.text_of(r"\d{1,4}(\.\d{1,2})?")
_VALUE = of.text_of(r".{0,600}", is_words=True)

ALLOWED: Mapping[str, of.Leaf] = {
    "theme": of.one_of("system", "light", "dark"),
    "text.scale": _NUMBER,
    "language": of.text_of(r"system|[a-z]{2}(_[A-Z]{2})?"),
    "today.view": of.WORD,
    "today.density": of.one_of("compact", "normal", "roomy"),
    "practice.hours": of.text_of(r"[\d:,; -]{0,600}"),
    "privacy.on": _YES_NO,
    "privacy.level": of.one_of("initials", "times", "off"),
    "privacy.idle_minutes": _NUMBER,
    "privacy.peek_seconds": _NUMBER,
    "notify.level": of.one_of("off", "faults", "people", "everything"),
    "notify.muted_until": of.text_of(r"[\dT:.Z+ -]{10,40}"),
    "window.keep_in_tray": _YES_NO,
    "keys.single_letters": _YES_NO,
    "start.with_pc": _YES_NO,
    "updates.check": _YES_NO,
    "api.on": _YES_NO,
    "api.port": of.text_of(r"\d{4,5}"),
}
NAMING: Mapping[str, Kind] = {"pc.name": Kind.NAME}

SETTINGS: of.Shape = {
    "settings": [{"name": of.one_of(*ALLOWED, *NAMING), "value": _VALUE}],
    "notIncluded": of.COUNT,
}


def settings_document(preferences: Mapping[str, str]) -> dict[str, Any]:
    """A value that is not of its setting's shape is taken out, as a name is."""
    told = [
        {"name": name, "value": _value(name, preferences[name])}
        for name in sorted(preferences)
        if name in ALLOWED or name in NAMING
    ]
    return {"settings": told, "notIncluded": len(preferences) - len(told)}


def _value(name: str, value: str) -> str:
    if name in NAMING:
        return mark(NAMING[name])
    return value if ALLOWED[name].holds(value) else mark(Kind.VALUE)
