"""A word in Settings where the disk below the data is not encrypted, and none where it is."""

import pytest

from app.ui.settings import folder_row
from app.ui.settings.folder_row import FolderRow, note_words
from tests.support.waiting import until
from tests.ui.connections.desk import desk


@pytest.mark.parametrize("found", [False, True, None])
async def test_it_is_said_where_the_disk_is_not_encrypted_and_only_there(
    qapp, tmp_path, monkeypatch, found
):
    monkeypatch.setattr(folder_row, "is_encrypted", lambda _folder: found)
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        row = FolderRow(opened.window.context)
        row.show()
        await until(lambda: row._is_asked and not row._tasks.running)
        assert row.note.isVisible() is (found is False)
        row.deleteLater()


def test_the_advice_is_the_systems_own():
    words = [note_words(each) for each in ("win32", "darwin", "linux")]
    for told, wanted in zip(words, ("BitLocker", "FileVault", "looks after"), strict=True):
        assert wanted in told
