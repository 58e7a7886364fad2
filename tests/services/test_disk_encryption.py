"""Whether the disk is encrypted: each system's own words, and silence where they tell nothing."""

import sys
from pathlib import Path

import pytest

from app.services.pc import disk_encryption
from app.services.pc.asking import said_by
from app.services.pc.disk_encryption import (
    by_bitlocker,
    by_block_devices,
    by_filevault,
    device_of,
    is_encrypted,
)


@pytest.mark.parametrize(
    ("told", "found"),
    [("1\r\n", True), ("2\r\n", False), ("3", True), ("5", False), ("6", True), ("", None)],
)
def test_windows_tells_by_a_number(told, found):
    assert by_bitlocker(told) is found


@pytest.mark.parametrize(
    ("told", "found"), [("true\n", True), ("false\n", False), ("", None), ("busy", None)]
)
def test_a_mac_tells_by_a_word(told, found):
    assert by_filevault(told) is found


@pytest.mark.parametrize(
    ("source", "device"),
    [
        ("/dev/mapper/luks-home[/kim]\n", "/dev/mapper/luks-home"),
        ("/dev/sda2\n", "/dev/sda2"),
        ("overlay\n", None),
        ("tmpfs\n", None),
        ("server:/share\n", None),
        ("", None),
    ],
)
def test_linux_tells_which_device_it_is(source, device):
    assert device_of(source) == device


@pytest.mark.parametrize(
    ("types", "found"),
    [("lvm\ncrypt\npart\ndisk\n", True), ("part\ndisk\n", False), ("disk\n", False), ("", None)],
)
def test_linux_tells_what_a_device_stands_on(types, found):
    assert by_block_devices(types) is found


def test_a_program_that_is_missing_or_knows_nothing_is_no_answer(monkeypatch):
    assert said_by("no-such-program-here") == ""
    monkeypatch.setattr(disk_encryption, "said_by", lambda *_words: "")
    assert is_encrypted(Path.cwd()) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks this Linux")
def test_this_system_is_asked_by_a_user_without_rights(tmp_path):
    source = said_by("findmnt", "--noheadings", "--output", "SOURCE", "--target", str(tmp_path))
    can_tell = device_of(source) is not None
    assert (is_encrypted(tmp_path) is not None) is can_tell
