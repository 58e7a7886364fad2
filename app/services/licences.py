"""Whose work RunSheet stands on: every library that it needs at work, and its licence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"\bextra\s*==")
_TEXT = re.compile(r"(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST_WORD = 80
_UNSAID = {"sqlcipher3": "Zlib; SQLCipher: BSD-3-Clause; SQLite: public domain"}
"""What a library's own metadata leave out, as its licence file says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """`licence`: as an SPDX expression where the library gives one. `texts`: its licence files."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def libraries(root: str = "runsheet") -> list[Library]:
    """Everything that `root` needs, and what that needs, by name. Reads files: not in the loop.

    A library that a bundle was made without is left out.
    """
    found: dict[str, Library] = {}
    waiting = [root]
    while waiting:
        name = _normal(waiting.pop())
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = _library(package)
        waiting += _needs(package)
    found.pop(_normal(root), None)
    return sorted(found.values(), key=lambda each: each.name.casefold())


def licence_text(found: list[Library]) -> str:
    """The list, and below it every licence once, as one plain text."""
    lines = [f"{each.name} {each.version} – {each.licence}" for each in found]
    by_text: dict[str, list[str]] = {}
    for each in found:
        for text in each.texts:
            by_text.setdefault(text.strip(), []).append(each.name)
    parts = [f"{', '.join(dict.fromkeys(names))}\n\n{text}" for text, names in by_text.items()]
    rule = f"\n\n{'—' * 24}\n\n"
    return rule.join(["\n".join(lines), *parts])


def _library(package: Distribution) -> Library:
    said = _said(package, "License-Expression") or _short(_said(package, "License"))
    return Library(
        name=package.name,
        version=package.version,
        licence=said
        or _classified(package)
        or _UNSAID.get(_normal(package.name), "see its licence text"),
        texts=tuple(_texts(package)),
    )


def _needs(package: Distribution) -> Iterator[str]:
    for requirement in package.requires or ():
        name = _NAME.match(requirement)
        if name is not None and not _EXTRA.search(requirement):
            yield name[0]


def _said(package: Distribution, field: str) -> str:
    told = package.metadata.get_all(field) or [""]
    return str(told[0])


def _short(words: str) -> str:
    """Some put the whole licence where its name belongs."""
    first = words.strip()
    return first if len(first) <= _LONGEST_WORD and "\n" not in first else ""


def _classified(package: Distribution) -> str:
    told = package.metadata.get_all("Classifier") or []
    return ", ".join(
        each.removeprefix(_CLASSIFIER) for each in told if each.startswith(_CLASSIFIER)
    )


def _texts(package: Distribution) -> Iterator[str]:
    for path in package.files or ():
        is_own = ".dist-info" in str(path) and _TEXT.search(path.name)
        if is_own:
            try:
                yield path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
