"""The guides in docs/: every link, picture, code and key in them is there, and says what is so."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.domain.day_notes import UnknownStatus, ZonelessRows
from app.domain.errors import CATALOGUE, RunSheetError
from app.domain.words import skew_words, unreadable_words, without_practitioner_words
from app.ui.help.pages import PAGE_NAMES, PICTURE, Place, anchor_of, find, help_pages
from app.ui.help.topics import OF_PAGES, OF_PARTS
from app.ui.key_map import key_map
from app.ui.window.pages import PageName
from devtools.checks import docs_job
from devtools.tools import DOCS as MKDOCS
from docs_hooks import borrowed_pages
from tests import docs_codes
from tests.docs_pictures import wanted_pictures
from tests.shots import all_shots

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)]+)\)")
CODE = re.compile(r'["(]([A-Z]{2,5}-\d\d)[")]')
MOST_BYTES = 60_000
"""Of a picture: they lie in every clone and in every package."""


def pages() -> dict[str, str]:
    """Every page of the site, by its name."""
    written = {path.name: path.read_text("utf-8") for path in DOCS.glob("*.md")}
    return written | borrowed_pages()


def anchors(text: str) -> set[str]:
    plain = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return {anchor_of(title) for title in re.findall(r"^#{1,6} (.+)$", plain, re.MULTILINE)}


def links() -> Iterator[tuple[str, str]]:
    for name, text in pages().items():
        for link in LINK.findall(re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)):
            yield name, link


def test_every_link_leads_somewhere() -> None:
    every, seen = pages(), 0
    for name, link in links():
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = file or name
        assert target in every or (DOCS / target).is_file(), (name, link)
        assert not anchor or anchor in anchors(every[target]), (name, link)
        seen += 1
    assert seen > 30


def test_help_leads_nowhere_that_it_does_not_show() -> None:
    for name, link in links():
        if name.removesuffix(".md") in PAGE_NAMES and not link.startswith(("https://", "#")):
            assert Place.of(link) is not None, (name, link)


def test_each_of_the_twenty_jobs_of_a_receptionist_has_its_place() -> None:
    text = (DOCS / "reception.md").read_text("utf-8")
    tasks = LINK.findall(text.partition("## Find your task")[2].partition("\n## ")[0])
    assert len(set(tasks)) == 20  # as ux.md 4 has them


def test_every_picture_is_a_shot_of_today_and_small() -> None:
    wanted, names = wanted_pictures(), [shot.name for shot in all_shots()]
    assert set(wanted) <= set(names)
    assert len(names) == len(set(names)), "one picture would take another's place"
    named = {f"{shot}-{look}.png" for shot, looks in wanted.items() for look in looks}
    assert named == {path.name for path in (DOCS / "images").iterdir()}
    for name in named:
        assert (DOCS / "images" / name).stat().st_size < MOST_BYTES, name
        assert not QImage(str(DOCS / "images" / name)).isNull(), name


def test_pictures_are_told_in_words() -> None:
    for name, text in pages().items():
        assert len(PICTURE.findall(text)) == len(re.findall(r"!\[[^\]]{8,}\]", text)), name


def test_every_code_of_the_catalogue_has_its_section_with_its_sentence() -> None:
    text = docs_codes.PAGE.read_text("utf-8")
    written = {
        code
        for path in (ROOT / "app").rglob("*.py")
        for code in CODE.findall(path.read_text("utf-8"))
    }
    told = docs_codes.told_codes(text)
    assert sorted(told) == sorted({*CATALOGUE, *written, RunSheetError.code})
    assert docs_codes.refreshed(text) == text, "python3 packaging/dev.py docs writes it anew"


def test_every_code_says_what_it_means_today_and_what_to_do() -> None:
    for section in help_pages()["codes"].sections:
        if section.level == 3:
            assert "**today's patients:**" in section.words, section.title
            assert "**do:**" in section.words, section.title


def test_an_old_quote_is_found() -> None:
    text = docs_codes.PAGE.read_text("utf-8")
    stale = text.replace("> We couldn't reach Gentu.", "> We could not reach Gentu.")
    assert stale != text
    assert docs_codes.refreshed(stale) == text


def test_notes_of_the_days_list_are_quoted_as_they_are_said() -> None:
    from app.ui.banners import notes

    zoneless = ZonelessRows(connection_id="c", count=3, timezone="Australia/Sydney")
    unknown = UnknownStatus(connection_id="c", system="Gentu", word="postponed", count=1)
    said = [
        unreadable_words(3),
        without_practitioner_words(2),
        skew_words(-timedelta(minutes=7)),
        notes._zoneless(zoneless).text,
        notes._unknown_status(unknown).text,
    ]
    text = docs_codes.PAGE.read_text("utf-8")
    for each in said:
        sentence, _, code = str(each).rpartition(" (")
        quoted = re.search(rf"^### {code[:-1]} .+\n\n> (.+)$", text, re.MULTILINE)
        assert quoted is not None, code
        assert quoted[1] == sentence


def test_the_guide_of_keys_is_the_list_of_keys(qapp: QApplication) -> None:
    rows = [f"| {entry.keys} | {entry.does} |" for entry in key_map()]
    text = (DOCS / "keys.md").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("| ")][1:] == rows


def test_help_has_a_place_for_every_page_of_the_window_and_for_each_named_part() -> None:
    known = {one.place for page in help_pages().values() for one in page.sections}
    assert set(OF_PAGES) == set(PageName)
    for link in (*OF_PAGES.values(), *OF_PARTS.values()):
        assert Place.of(link) in known, link


@pytest.mark.parametrize("name", OF_PARTS)
def test_every_part_that_help_knows_is_in_the_window(name: str) -> None:
    group = name.removeprefix("settings_")
    wanted = (f'"{name}"', f'Group(name="{group}"')
    sources = (path.read_text("utf-8") for path in (ROOT / "app" / "ui").rglob("*.py"))
    assert any(each in text for text in sources for each in wanted if "topics" not in text[:80])


def test_help_finds_what_a_receptionist_types() -> None:
    for typed, page in (("walk-in", "patients"), ("invisible dog", None), ("NET-02", "codes")):
        found = find(typed)
        assert (found[0].place.page if found else None) == page


def test_the_site_has_every_page_in_its_contents() -> None:
    text = (ROOT / "packaging" / "mkdocs.yml").read_text("utf-8")
    assert set(re.findall(r": ([\w-]+\.md)$", text, re.MULTILINE)) == set(pages())
    assert "mkdocs-material" in MKDOCS.source.read_text("utf-8")


@pytest.mark.parametrize(
    ("page", "was", "is_now"),
    [
        ("reception.md", "(trouble.md#work-without-the-internet)", "(trouble.md#work-at-home)"),
        ("manager.md", "images/setup-1-choose-small.png", "images/setup-1-chosen.png"),
    ],
    ids=["an anchor", "a picture"],
)
def test_a_link_that_leads_nowhere_fails_the_build(
    tmp_path: Path, page: str, was: str, is_now: str
) -> None:
    for folder in ("docs", "packaging"):
        (tmp_path / folder).mkdir()
    for name in ("README.md", "CHANGELOG.md", "packaging/mkdocs.yml", "packaging/docs_hooks.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(DOCS, tmp_path / "docs", dirs_exist_ok=True)
    text = (DOCS / page).read_text("utf-8")
    assert was in text
    (tmp_path / "docs" / page).write_text(text.replace(was, is_now), "utf-8")
    ended = subprocess.run(
        docs_job().command, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ended.returncode != 0
    assert is_now.strip("()") in ended.stderr
