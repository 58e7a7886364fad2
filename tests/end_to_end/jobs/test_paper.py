"""J15: the list on paper, and the pack for the morning the internet is out."""

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt

from tests.end_to_end.jobs.newtown import NEXT_DAY, PEOPLE, at
from tests.end_to_end.jobs.reception import Reception, reception

Key = Qt.Key


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


async def save_column_as_pdf(person: Reception, documents: Path) -> Path:
    """P on a card, Enter on the panel, Enter on the name that the dialog offers; the file."""
    await person.press(Key.Key_P)
    await person.press(Key.Key_Return, at="print_names")
    await person.press(Key.Key_Return, at="fileNameEdit")
    await person.until(lambda: list(documents.glob("*.pdf")))
    (file,) = documents.glob("*.pdf")
    assert file.name == "RunSheet list 2025-11-18.pdf"
    return file


async def test_j15_the_list_of_one_clinician_is_one_page_with_its_age(qapp, tmp_path, documents):
    async with reception(
        qapp, tmp_path, job="J15 Print the list for Dr Nair", budget_actions=3, budget_s=20
    ) as person:
        await person.open()
        person.take_time(minutes=4)
        await person.to_card(0)
        person.begin()
        file = await save_column_as_pdf(person, documents)
        await person.until(lambda: person.window.today.printing.panel is None)
        reader = PdfReader(file)
        assert len(reader.pages) == 1
        words = words_of(reader)
        for name in ("Alice Brown", "Thomas Nguyen", "Mary Johnston"):
            assert name in words
        assert "Helen Zhao" not in words
        assert "list checked 9:27 am" in words
        assert "shred after use" in words
        assert "≈" in words
        assert reader.metadata.title == "RunSheet list"


async def test_j15_an_old_list_says_so_on_paper(qapp, tmp_path, documents):
    async with reception(
        qapp, tmp_path, job="J15 Print an old list", budget_actions=3, budget_s=20
    ) as person:
        person.unplug()
        person.take_time(hours=2)
        for _ in range(3):
            person.take_time(minutes=2)
            await person.desk.sync()
        await person.open()
        await person.until(lambda: person.banner)
        await person.to_card(0)
        person.begin()
        file = await save_column_as_pdf(person, documents)
        words = words_of(PdfReader(file))
        assert "last good check 9:27 am" in words


async def test_j15_the_downtime_pack_holds_today_and_the_next_working_day(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J15 Downtime pack", budget_actions=0, budget_s=5, now=at("16:30")
    ) as person:
        desk = person.desk
        await desk.services.sync.run(desk.connection_id, day=NEXT_DAY)
        folder = tmp_path / "data" / "downtime"
        await person.open()
        person.begin()
        await person.until(lambda: list(folder.glob("*.pdf")))
        person.unplug()
        (file,) = folder.glob("*.pdf")
        assert file.name == "2025-11-18.pdf"
        raw = file.read_bytes()
        assert not [family for _, family, _, _ in PEOPLE if family.encode() in raw]
        reader = PdfReader(file)
        assert reader.is_encrypted
        assert reader.decrypt("wrong") == 0
        assert reader.decrypt(await desk.services.downtime.password()) != 0
        words = words_of(reader)
        assert "Tue 18 Nov" in words
        assert "Wed 19 Nov" in words
        assert words.count("Alice Brown") == 2
        assert words.count("Omar Benali") == 1
