"""Which texts the code says, read from its source: what `tr`, `say` and their plurals are given."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

ONE = ("tr", "say")
COUNTED = ("tr_count", "say_count")
# They fill in what others wrote out.
OF_THE_MACHINERY = (
    "app/domain/said.py",
    "app/domain/errors/base.py",
    "app/domain/errors/recalled.py",
    "app/ui/language.py",
)
_FAULTS = "app/domain/errors/"
_THE_MACHINERY = ("app.domain.said", "app.ui.language")


class NotWrittenOut(Exception):
    """A text that is worked out where it should be written: translators never get to see it."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A text's key: what stands in the code, and which meaning it has where it has two.

    `one` is its English singular where a count chooses the form; empty elsewhere.
    """

    source: str
    meaning: str = ""
    one: str = field(default="", compare=False)


def messages_of(root: Path) -> dict[Message, list[str]]:
    """Every text with the files that say it, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for path in sorted((root / "app").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if name in OF_THE_MACHINERY:
            continue
        for message in messages_in(path.read_text("utf-8"), name):
            files = found.setdefault(message, [])
            if name not in files:
                files.append(name)
    return found


def messages_in(source: str, name: str) -> Iterator[Message]:
    """The texts of one file, but those without a word. Raises NotWrittenOut."""
    tree = ast.parse(source)
    speakers = _imported(tree)
    for node in ast.walk(tree):
        found: Iterator[Message] = iter(())
        if isinstance(node, ast.Call) and called(node) in speakers:
            found = _of_call(node, name)
        elif name.startswith(_FAULTS) and isinstance(node, ast.Assign):
            found = _of_fault(node, name)
        yield from (each for each in found if has_words(each.source))


def _imported(tree: ast.Module) -> set[str]:
    """The names that come from the machinery: others have a `say` of their own."""
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in _THE_MACHINERY
        for alias in node.names
    }


def has_words(template: str) -> bool:
    """False for `{sentence} ({code})`: there is nothing to translate."""
    parts = (literal for literal, *_ in Formatter().parse(template))
    return any(letter.isalpha() for part in parts for letter in part)


def called(node: ast.Call) -> str:
    """The bare name of what is called; empty for anything but a name."""
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _of_call(node: ast.Call, name: str) -> Iterator[Message]:
    if called(node) in ONE and node.args:
        meanings = [each.value for each in node.keywords if each.arg == "meaning"]
        meaning = _written(meanings[0], name) if meanings else ""
        yield Message(_written(node.args[0], name), meaning)
    elif called(node) in COUNTED and len(node.args) == 3:
        yield Message(_written(node.args[2], name), one=_written(node.args[1], name))


def _of_fault(node: ast.Assign, name: str) -> Iterator[Message]:
    targets = [each.id for each in node.targets if isinstance(each, ast.Name)]
    if targets == ["template"]:
        yield Message(_written(node.value, name))


def _written(node: ast.expr, name: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return node.value
    raise NotWrittenOut(f"{name}:{node.lineno}: write the text out here: {ast.unparse(node)}")
