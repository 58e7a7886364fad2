"""Every flow and every error path of a desk, then a look everywhere: nobody and no secret is found.

What holds people by purpose is not looked at: the list that `today` prints, good answers of the
API, the window while people are not hidden.
"""

import sys

import pytest
from sqlalchemy import select

from app.store.schema import metadata
from tests.proofs.canary import bookings, commands, faults, keeping, practice, programs
from tests.proofs.canary.office import Office, office
from tests.proofs.canary.people import CANARIES
from tests.proofs.canary.search import Search
from tests.proofs.canary.watch import Watch
from tests.proofs.canary.window import look_at_the_window
from tests.support.canaries import ENCODINGS, encoded

VIDEO_CALL = "https://"
"""Who sees the list may open a patient's call: its link is a secret that is stored, encrypted."""
PEOPLE = frozenset(value for each in CANARIES for value in each.values)

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads the processes from /proc"
)


@pytest.mark.proves("S1", "S2", "S3")
async def test_no_secret_and_nobody_is_found_after_every_flow(qapp, tmp_path, monkeypatch, figure):
    async with office(tmp_path, monkeypatch) as desk:
        planted = desk.planted()
        secrets = {one for one in planted.values() if len(one) > 5}
        assert len({*secrets}) >= 12
        try:
            async with desk.open() as services:
                await a_day_at_the_desk(desk, qapp)
                inside = await every_value(services)
                await keeping.purge(desk)
                await keeping.look_at_the_disk(desk)
            await commands.type_everything(desk)
            await commands.take_back_and_away(desk)
            keeping.keep_files(desk)
        finally:
            await commands.remove(desk)
        keeping.keep_files(desk)
        secrets |= desk.secrets | set(desk.planted().values())
    stored = {value for value, _ in Search(PEOPLE).hits(inside)}
    assert len(stored) > 100, "they were there to be found"
    keys = {one for one in secrets if not one.startswith(VIDEO_CALL)}
    assert Search(keys).hits(inside) == [], "not even in the encrypted file"
    hits = desk.watch.hits(PEOPLE | secrets)
    figure(
        f"{len(secrets)} secrets and {len(PEOPLE)} values of {len(CANARIES)} people in "
        f"{desk.watch.places} places of {desk.watch.count:,} files and texts: {len(hits)} hits"
    )
    assert hits == []


async def a_day_at_the_desk(desk: Office, qapp) -> None:
    """Everything that is done while RunSheet is open."""
    await practice.connect_all(desk)
    await faults.sync_all(desk)
    await bookings.set_up_crms(desk)
    await practice.edit_rows(desk)
    await bookings.book_everything(desk)
    await bookings.speak(desk)
    await bookings.report(desk)
    assert await faults.meet_every_fault(desk) > 60
    await faults.spoil_and_lose(desk)
    assert await programs.call_everything(desk) > 60
    await look_at_the_window(desk, qapp)
    await keeping.lock(desk)
    await keeping.export(desk)
    await keeping.look_at_the_disk(desk)
    await keeping.change_keys(desk)
    await keeping.look_at_the_disk(desk)


async def every_value(services) -> bytes:
    """What is in the database, decrypted."""

    def read(sql):
        return [list(map(tuple, sql.execute(select(table)))) for table in metadata.sorted_tables]

    return repr(await services.core.database.read(read)).encode()


@pytest.mark.proves("S1", control=True)
def test_what_is_planted_is_found_in_every_place_and_encoding(tmp_path, figure):
    who = CANARIES[7]
    found = 0
    for number, form in enumerate(encoded(who.family).values()):
        noise = bytes(range(256)) * 5_000
        (tmp_path / f"{number}.db").write_bytes(noise + form + noise)
    with Watch(tmp_path) as watch:
        watch.keep_files(tmp_path)
    hits = {encoding for _, _, encoding in watch.hits(PEOPLE)}
    found = len(hits & set(ENCODINGS))
    figure(f"{found} of {len(ENCODINGS)} encodings found among {len(PEOPLE)} values")
    assert found == len(ENCODINGS)
