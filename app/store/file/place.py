"""Where a data folder may lie: on this PC's own disk, and nowhere that is copied to another PC.

On a network drive SQLite's locks don't hold and a file can tear; a synced folder tears it, too, and
takes patients' data off this PC.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from app.domain.errors import DatabaseUnusable

_ELSEWHERE = "Choose a folder on this PC's own disk (--data-dir or RUNSHEET_DATA_DIR)."

_NETWORK = ("afp", "afpfs", "afs", "ceph", "cifs", "coda", "davfs", "gpfs", "glusterfs", "lustre")
_NETWORK_TOO = ("ncpfs", "nfs", "nfs4", "orangefs", "smb", "smb2", "smb3", "smbfs", "webdav")
_SHARED_WITH_A_HOST = ("drvfs", "prl_fs", "vboxsf", "vmhgfs", "fuse.vmhgfs-fuse")
_FUSE = ("cephfs", "davfs2", "ftpfs", "glusterfs", "gvfsd-fuse", "rclone", "s3fs", "sshfs")
_FUSE_TOO = ("google-drive-ocamlfuse", "onedriver", "pcloud")
_NETWORK_FILE_SYSTEMS = {
    *(*_NETWORK, *_NETWORK_TOO, *_SHARED_WITH_A_HOST),
    *(f"fuse.{each}" for each in (*_FUSE, *_FUSE_TOO)),
}

_SYNCED_NAMES = {
    "OneDrive": re.compile(r"OneDrive( - .+)?", re.IGNORECASE),
    "Dropbox": re.compile(r"Dropbox( \(.+\))?|Dropbox-.+", re.IGNORECASE),
    "Google Drive": re.compile(r"Google ?Drive(-.+)?|My Drive", re.IGNORECASE),
    "iCloud": re.compile(r"iCloud ?Drive|Mobile Documents|com~apple~CloudDocs", re.IGNORECASE),
    "a cloud service": re.compile(
        r"CloudStorage|Nextcloud|ownCloud|Box Sync|pCloud ?Drive|MEGA(sync)?|SynologyDrive",
        re.IGNORECASE,
    ),
}
_SYNCED_VARIABLES = {
    "OneDrive": ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"),
}
_SYNCED_MARKS = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""What each leaves in the outermost folder that it copies."""


def refuse_unsafe_place(folder: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Raises DatabaseUnusable for a folder on a network drive or in a synced one."""
    real = folder.resolve()
    if is_on_network(real):
        raise DatabaseUnusable(
            reason=f"it is on a network drive, where a database can be damaged. {_ELSEWHERE}"
        )
    service = synced_by(real, environment) or _marked_by(real)
    if service is not None:
        raise DatabaseUnusable(
            reason=f"{service} copies it to other computers, which damages a database and takes "
            f"patients' data off this PC. {_ELSEWHERE}"
        )
    if is_roaming(real, environment):
        raise DatabaseUnusable(
            reason="Windows copies it to every PC that you sign in to (AppData\\Roaming), which "
            f"damages a database. {_ELSEWHERE}"
        )


def synced_by(folder: PurePath, environment: Mapping[str, str]) -> str | None:
    """The service that copies a folder, told by its path and the environment; None for none."""
    for service, names in _SYNCED_VARIABLES.items():
        told = [environment[name] for name in names if environment.get(name)]
        if any(_is_within(folder, type(folder)(each)) for each in told):
            return service
    for service, pattern in _SYNCED_NAMES.items():
        if any(pattern.fullmatch(part) for part in folder.parts):
            return service
    return None


def is_roaming(folder: PurePath, environment: Mapping[str, str]) -> bool:
    """True in the part of a Windows profile that follows the person from PC to PC."""
    roaming = environment.get("APPDATA", "")
    is_windows = isinstance(folder, PureWindowsPath)
    return is_windows and bool(roaming) and _is_within(folder, type(folder)(roaming))


def is_on_network(folder: Path) -> bool:
    """Asked of the system, which knows what is mounted there. False where it does not say."""
    if sys.platform == "win32":
        return is_windows_share(folder, _drive_type)
    if sys.platform == "darwin":
        return kind_of_mac_mount(folder, _mac_mounts()) in _NETWORK_FILE_SYSTEMS
    return kind_of_mount(folder, _mounts()) in _NETWORK_FILE_SYSTEMS


def is_windows_share(folder: PureWindowsPath | Path, drive_type: Callable[[str], int]) -> bool:
    r"""`\\server\share`, or a letter that stands for one. `drive_type` is GetDriveTypeW."""
    drive = folder.drive
    if drive.startswith("\\\\?\\UNC\\"):
        return True
    if drive.startswith("\\\\"):
        return not drive.startswith(("\\\\?\\", "\\\\.\\"))
    remote = 4
    return drive_type(f"{drive}\\") == remote


def kind_of_mount(folder: PurePath, mountinfo: str) -> str:
    """The file system's kind of a folder, by the lines of Linux' /proc/self/mountinfo."""
    best, kind = -1, ""
    for line in mountinfo.splitlines():
        before, _, after = line.partition(" - ")
        fields, told = before.split(), after.split()
        if len(fields) < 5 or not told:
            continue
        place = PurePosixPath(_unescaped(fields[4]))
        if _is_within(folder, place) and len(place.parts) >= best:
            best, kind = len(place.parts), told[0]
    return kind


def kind_of_mac_mount(folder: PurePath, mounts: str) -> str:
    """The same by what macOS' `mount` prints: `//kim@server/share on /Volumes/share (smbfs, …)`."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        found = re.fullmatch(r".+? on (/.*) \(([^,)]+).*\)", line)
        if found is None:
            continue
        place = PurePosixPath(found[1])
        if _is_within(folder, place) and len(place.parts) >= best:
            best, kind = len(place.parts), found[2]
    return kind


def _marked_by(folder: Path) -> str | None:
    """The service whose mark lies in a folder around this one."""
    for around in (folder, *folder.parents):
        for mark, service in _SYNCED_MARKS.items():
            if (around / mark).exists():
                return service
    return None


def _is_within(folder: PurePath, other: PurePath) -> bool:
    return folder == other or other in folder.parents


def _unescaped(field: str) -> str:
    """mountinfo writes a space as `\\040`."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _mac_mounts() -> str:
    import subprocess

    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout


if sys.platform == "win32":
    import ctypes

    def _drive_type(root: str) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))

else:

    def _drive_type(_root: str) -> int:
        return 0
