"""The translations' files: made anew from the code, what was translated kept, compiled for Qt."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as ET

from devtools.console import say
from devtools.environment import ROOT, ensure_environment, venv_program
from devtools.messages import Message, messages_of

CONTEXT = "RunSheet"
"""Ours; the file's other contexts are Qt's own texts, which nobody extracts."""

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("vi",)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An entry as it stands in a file; `forms`: its words, one for each form of the plural."""

    message: Message
    forms: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        """No form is empty."""
        return all(self.forms)


def translations(arguments: list[str]) -> int:
    """Writes each language's file anew and compiles it; exit code 1 while something is missing."""
    ensure_environment()
    is_done = True
    for language in arguments or LANGUAGES:
        file = FOLDER / f"runsheet_{language}.ts"
        made = renewed(
            file.read_text("utf-8") if file.exists() else "", messages_of(ROOT), language
        )
        file.write_text(made, "utf-8")
        compile_to(file, file.with_suffix(".qm"))
        found = [each for each in read(made) if not each.is_done]
        is_done = is_done and not found
        say(f"{file.name}: {len(read(made))} texts, {len(found)} without a translation")
    return 0 if is_done else 1


def compile_to(file: Path, compiled: Path) -> None:
    """Has Qt make the file that the window loads."""
    command = [str(venv_program("pyside6-lrelease")), "-silent", str(file), "-qm", str(compiled)]
    subprocess.run(command, check=True, stdout=sys.stderr)


def read(text: str) -> list[Translation]:
    """The entries of ours in a file's text."""
    if not text:
        return []
    return [
        Translation(message=_message(entry), forms=_forms(entry))
        for context in _contexts(text)
        if context.findtext("name") == CONTEXT
        for entry in context.findall("message")
    ]


def renewed(text: str, said: Mapping[Message, list[str]], language: str) -> str:
    """A file's text with exactly what the code says; what was translated before stays."""
    before = {each.message: each.forms for each in read(text)}
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en_AU")
    ours = ET.SubElement(root, "context")
    ET.SubElement(ours, "name").text = CONTEXT
    for message in sorted(said, key=lambda each: (said[each][0], each)):
        _write(ours, message, said[message], before.get(message, ("",)))
    if text:
        root.extend(each for each in _contexts(text) if each.findtext("name") != CONTEXT)
    ET.indent(root, space=" ")
    return _HEAD + ET.tostring(root, encoding="unicode") + "\n"


def placeholders(template: str) -> set[str]:
    """The values that a template wants, with how they are written: `{n:,}`."""
    return {
        f"{name}:{spec}" for _, name, spec, _ in Formatter().parse(template) if name is not None
    }


def _contexts(text: str) -> list[ET.Element]:
    return ET.fromstring(text).findall("context")  # noqa: S314  # our own file, from this folder


def _write(context: ET.Element, message: Message, files: list[str], forms: tuple[str, ...]) -> None:
    entry = ET.SubElement(context, "message")
    for name in files:
        ET.SubElement(entry, "location", filename=f"../../{name}")
    ET.SubElement(entry, "source").text = message.source
    if message.meaning:
        ET.SubElement(entry, "comment").text = message.meaning
    if message.one:
        entry.set("numerus", "yes")
        ET.SubElement(entry, "extracomment").text = f"Of one: {message.one}"
    words = ET.SubElement(entry, "translation")
    if not all(forms):
        words.set("type", "unfinished")
    if not message.one:
        words.text = forms[0]
        return
    for form in forms:
        ET.SubElement(words, "numerusform").text = form


def _message(entry: ET.Element) -> Message:
    one = (entry.findtext("extracomment") or "").removeprefix("Of one: ")
    return Message(entry.findtext("source") or "", entry.findtext("comment") or "", one)


def _forms(entry: ET.Element) -> tuple[str, ...]:
    words = entry.find("translation")
    if words is None:
        return ("",)
    forms = [each.text or "" for each in words.findall("numerusform")]
    return tuple(forms) or (words.text or "",)
