"""Where a data folder is refused: network drives and folders that are copied to other computers."""

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.domain.errors import DatabaseUnusable
from app.services import Settings, open_services
from app.store.file import place
from app.store.file.place import (
    is_on_network,
    is_roaming,
    is_windows_share,
    kind_of_mac_mount,
    kind_of_mount,
    refuse_unsafe_place,
    synced_by,
)

MOUNTINFO = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 21 0:40 / /home/kim/My\\040share rw - cifs //server/share rw,vers=3.1.1
41 21 0:41 / /home/kim/My\\040share/own rw shared:7 - ext4 /dev/sdb1 rw
42 21 0:42 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
"""

MAC_MOUNTS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//kim@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by kim)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/kim/data", "ext4"),
        ("/home/kim/My share/RunSheet", "cifs"),
        ("/home/kim/My share/own/RunSheet", "ext4"),
        ("/home/kim/My shared things", "ext4"),
        ("/run/user/1000/gvfs/smb-share:server=x/RunSheet", "fuse.gvfsd-fuse"),
    ],
)
def test_the_innermost_mount_tells_the_file_system(path, kind):
    assert kind_of_mount(PurePosixPath(path), MOUNTINFO) == kind


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads Linux' mounts")
@pytest.mark.parametrize(
    ("kind", "is_refused"),
    [
        ("ext4", False),
        ("fuseblk", False),
        ("nfs4", True),
        ("vboxsf", True),
        ("fuse.vmhgfs-fuse", True),
        ("fuse.onedriver", True),
        ("fuse.sshfs", True),
    ],
)
def test_a_share_of_a_host_and_a_drive_in_the_cloud_are_shares(monkeypatch, kind, is_refused):
    monkeypatch.setattr(place, "_mounts", lambda: f"21 1 8:1 / / rw - {kind} somewhere rw\n")
    assert is_on_network(Path("/home/kim/RunSheet")) is is_refused


@pytest.mark.parametrize(
    ("path", "kind"), [("/Users/kim/data", "apfs"), ("/Volumes/share/RunSheet", "smbfs")]
)
def test_a_macs_mounts_tell_it_too(path, kind):
    assert kind_of_mac_mount(PurePosixPath(path), MAC_MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "is_share"),
    [
        (r"\\server\share\RunSheet", True),
        (r"\\?\UNC\server\share\RunSheet", True),
        (r"N:\RunSheet", True),
        (r"C:\Users\kim\AppData\Local\RunSheet", False),
        (r"\\?\C:\Users\kim\RunSheet", False),
    ],
)
def test_a_windows_share_is_told_by_its_path_or_its_letter(path, is_share):
    remote = {"N:\\": 4}
    assert is_windows_share(PureWindowsPath(path), lambda root: remote.get(root, 3)) is is_share


@pytest.mark.parametrize(
    ("path", "environment", "service"),
    [
        (r"C:\Users\kim\OneDrive\RunSheet", {}, "OneDrive"),
        (r"C:\Users\kim\OneDrive - Harbour Practice\RunSheet", {}, "OneDrive"),
        (r"D:\Cloud\RunSheet", {"OneDriveCommercial": r"D:\Cloud"}, "OneDrive"),
        (r"C:\Users\kim\Dropbox (Harbour)\RunSheet", {}, "Dropbox"),
        (r"G:\My Drive\RunSheet", {}, "Google Drive"),
        (r"C:\Users\kim\iCloudDrive\RunSheet", {}, "iCloud"),
        (r"C:\Users\kim\AppData\Local\RunSheet", {"OneDrive": r"C:\Users\kim\OneDrive"}, None),
        (r"C:\Users\kim\OneDriver\RunSheet", {}, None),
    ],
)
def test_a_synced_folder_is_told_by_its_path_and_the_environment(path, environment, service):
    assert synced_by(PureWindowsPath(path), environment) == service


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/Users/kim/Library/Mobile Documents/com~apple~CloudDocs/RunSheet", "iCloud"),
        ("/Users/kim/Library/CloudStorage/OneDrive-Harbour/RunSheet", "a cloud service"),
        ("/home/kim/Nextcloud/RunSheet", "a cloud service"),
        ("/home/kim/MEGAsync/RunSheet", "a cloud service"),
        ("/home/kim/pCloudDrive/RunSheet", "a cloud service"),
        ("/home/kim/.local/share/RunSheet", None),
    ],
)
def test_so_it_is_on_the_other_systems(path, service):
    assert synced_by(PurePosixPath(path), {}) == service


def test_a_roaming_profile_is_told():
    told = {"APPDATA": r"C:\Users\kim\AppData\Roaming"}
    assert is_roaming(PureWindowsPath(r"C:\Users\kim\AppData\Roaming\RunSheet"), told)
    assert not is_roaming(PureWindowsPath(r"C:\Users\kim\AppData\Local\RunSheet"), told)


async def test_runsheet_refuses_a_synced_folder_in_words_and_makes_nothing_there(tmp_path):
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(DatabaseUnusable, match="Syncthing copies it") as refusal:
        await open_services(Settings(data_dir=tmp_path / "RunSheet"))
    assert refusal.value.code == "LOC-09"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_link_into_a_synced_folder_is_followed(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    with pytest.raises(DatabaseUnusable, match="Dropbox"):
        refuse_unsafe_place(tmp_path / "data" / "RunSheet", {})
    refuse_unsafe_place(Path(tmp_path / "elsewhere"), {})
