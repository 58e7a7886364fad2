"""Whose name is left in a sentence once all else is taken out; None where that isn't sure."""

import re

CUT = "|"
"""Stands where something was taken out: words on its two sides are not one name."""

_LITTLE = set(
    re.findall(
        r"\w+",
        "a an and appointment appt at booking by can could for from her him his in into it me miss"
        " mr mrs ms mx my new of on one our patient please pls slot spot than thanks that the their"
        " them then this time to us visit with you",
    )
)
_PARTICLES = {"al", "bin", "binti", "da", "de", "del", "della", "der", "di", "dos", "du", "el"}
_PARTICLES |= {"la", "le", "st", "ten", "ter", "van", "von"}
_CLINICAL = {"check", "checkup", "check-up", "clean", "cleaning", "consult", "consultation"}
_CLINICAL |= {"dressing", "extraction", "filling", "follow-up", "followup", "massage", "physio"}
_CLINICAL |= {"pathology", "physiotherapy", "review", "script", "telehealth", "therapy"}
_CLINICAL |= {"treatment", "vaccination", "x-ray", "xray"}
_TITLES = {"dr", "doctor", "prof", "professor"}
_LITTLE_NAMES = {"An", "In", "My", "To"}
_MOST_SMALL = 2  # words of a name typed without capitals: a third may be what it is for
_MOST = 5
_NAME = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


def read_name(rest: str) -> tuple[str | None, str]:
    """The one name in what is left of a sentence, and the words that are not read.

    Where two stretches of words may be a name, or one may have more in it, there is none.
    """
    words = [word.strip(',.;:!?"()') for word in rest.split()]
    has_capitals = any(map(_is_capital, words))
    runs: list[list[str]] = [[]]
    unread: list[str] = []
    for word in words:
        bare = _POSSESSIVE.sub("", word)
        is_name = _may_be_name(bare, has_capitals=has_capitals)
        if is_name:
            runs[-1].append(bare)
        elif bare.lower() not in _LITTLE and bare not in ("", CUT):
            unread.append(bare)
        if not is_name or bare != word:
            runs.append([])
    names = [_without_particles(run) for run in runs if run]
    if len(names) == 1 and _is_sure(names[0], unread, has_capitals=has_capitals):
        return " ".join(names[0]), " ".join(unread)
    return None, " ".join([word for name in names for word in name] + unread)


def _is_sure(name: list[str], unread: list[str], *, has_capitals: bool) -> bool:
    """False where a word of the name may be a clinician's, or what it is for ("Long Consult")."""
    most = _MOST if has_capitals else _MOST_SMALL
    has_service = any(_is_capital(word) and word.lower() in _CLINICAL for word in unread)
    has_title = any(word.lower() in _TITLES for word in unread)
    return len(name) <= most and not has_title and (not has_service or len(name) == _MOST_SMALL)


def is_little(word: str) -> bool:
    """True for a word that is neither a name nor anything to be read, such as `for`."""
    return word in _LITTLE


def _may_be_name(word: str, *, has_capitals: bool) -> bool:
    small = word.lower()
    if not _NAME.fullmatch(word) or small in _CLINICAL | _TITLES:
        return False
    if small in _LITTLE:
        return word in _LITTLE_NAMES
    return not has_capitals or _is_capital(word) or small in _PARTICLES


def _without_particles(run: list[str]) -> list[str]:
    while len(run) > 1 and run[-1] in _PARTICLES:
        run = run[:-1]
    return run


def _is_capital(word: str) -> bool:
    return word[:1].isupper()
