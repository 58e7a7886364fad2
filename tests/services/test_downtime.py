"""The downtime pack on disk: encrypted, replaced whole, removed in time, never half there."""

import io
import os
import re
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from app.domain.errors import FileNotSaved, PackNotOpened
from app.services import Services, Settings, open_services
from app.services.downtime import new_password

TUESDAY, FRIDAY = date(2025, 11, 18), date(2025, 11, 21)
NOW = datetime(2025, 11, 17, 22, 27, tzinfo=UTC)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Services]:
    settings = Settings(data_dir=folder / "data", memory_secrets=True)
    services = await open_services(settings, now=lambda: NOW)
    try:
        yield services
    finally:
        await services.aclose()


def blank_pdf(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_metadata({"/Subject": "Mary Johnson"})
    body = io.BytesIO()
    writer.write(body)
    return body.getvalue()


async def test_a_pack_opens_with_the_password_of_this_pc_and_with_no_other(tmp_path: Path) -> None:
    async with opened(tmp_path) as services:
        path = await services.downtime.save(TUESDAY, blank_pdf(3))
        password = await services.downtime.password()
        assert path == tmp_path / "data" / "downtime" / "2025-11-18.pdf"
        body = path.read_bytes()
        assert b"Mary" not in body
        assert b"/AESV3" in body
        reader = PdfReader(io.BytesIO(body))
        assert reader.is_encrypted
        assert not reader.decrypt("kopa-midu-tere-sobi-nula-472")
        with pytest.raises(PyPdfError):
            len(PdfReader(io.BytesIO(body)).pages)
        assert len(PdfReader(io.BytesIO(body), password=password).pages) == 3
        assert await services.downtime.password() == password


async def test_the_password_can_be_read_aloud() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"([bdfghjkmnprstvz][aeiou]){2}(-\w{4}){4}-[2-9]{3}", p) for p in made)


async def test_only_this_user_may_read_the_pack_and_nothing_else_lies_beside_it(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as services:
        folder = tmp_path / "data" / "downtime"
        await services.downtime.save(TUESDAY, blank_pdf())
        path = await services.downtime.save(TUESDAY, blank_pdf(2))
        assert [each.name for each in folder.iterdir()] == ["2025-11-18.pdf"]
        password = await services.downtime.password()
        assert len(PdfReader(path, password=password).pages) == 2
        if os.name == "posix":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_what_an_interrupted_save_left_behind_goes(tmp_path: Path) -> None:
    async with opened(tmp_path) as services:
        await services.downtime.save(TUESDAY, blank_pdf())
        left = tmp_path / "data" / "downtime" / ".runsheet-abc"
        left.write_bytes(b"half")
        await services.downtime.clean_up(TUESDAY)
        assert not left.exists()


@pytest.mark.parametrize(
    ("made_on", "today", "stays"),
    [
        (TUESDAY, date(2025, 11, 19), True),  # its second day
        (TUESDAY, date(2025, 11, 20), True),
        (TUESDAY, date(2025, 11, 21), False),  # two days after the midnight that began it
        (FRIDAY, date(2025, 11, 24), False),  # Saturday is a working day here
        (date(2025, 11, 22), date(2025, 11, 24), True),  # Saturday's pack holds Monday
        (date(2025, 11, 22), date(2025, 11, 26), False),
    ],
)
async def test_a_pack_goes_two_days_after_its_last_day_began(
    tmp_path: Path, made_on: date, today: date, *, stays: bool
) -> None:
    async with opened(tmp_path) as services:
        path = await services.downtime.save(made_on, blank_pdf())
        await services.downtime.clean_up(today)
        assert path.exists() is stays


async def test_the_newest_pack_is_the_one_to_open(tmp_path: Path) -> None:
    async with opened(tmp_path) as services:
        with pytest.raises(PackNotOpened) as fault:
            await services.downtime.latest()
        assert str(fault.value) == (
            "The downtime pack can't be opened: there is none yet. "
            "It is made after the next good check. (LOC-04)"
        )
        await services.downtime.save(TUESDAY, blank_pdf())
        await services.downtime.save(date(2025, 11, 19), blank_pdf())
        (tmp_path / "data" / "downtime" / "notes.pdf").write_bytes(b"somebody else's")
        assert (await services.downtime.latest()).day == date(2025, 11, 19)


async def test_a_folder_that_cannot_be_written_keeps_the_earlier_pack(tmp_path: Path) -> None:
    async with opened(tmp_path) as services:
        (tmp_path / "data" / "downtime").write_bytes(b"a file in the way")
        with pytest.raises(FileNotSaved):
            await services.downtime.save(TUESDAY, blank_pdf())
