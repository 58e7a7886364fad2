"""Whether the disk under the data folder is encrypted, asked of the system as any user may ask."""

import os
import sys
from pathlib import Path

from app.services.pc.asking import said_by

_BITLOCKER = "System.Volume.BitLockerProtection"


def is_encrypted(folder: Path) -> bool | None:
    """None where the system does not tell. Blocks for a second or two: in a thread only."""
    if sys.platform == "win32":
        return by_bitlocker(said_by(_powershell(), "-NoProfile", "-Command", _asked(folder.drive)))
    if sys.platform == "darwin":
        return by_filevault(said_by("fdesetup", "isactive"))
    source = said_by("findmnt", "--noheadings", "--output", "SOURCE", "--target", str(folder))
    device = device_of(source)
    if device is None:
        return None
    return by_block_devices(said_by("lsblk", "--inverse", "--noheadings", "--output=TYPE", device))


def by_bitlocker(told: str) -> bool | None:
    """Windows Explorer's own word for a drive: 1 on, 2 off, 3 and 4 on the way there and back, 5
    suspended with its key in clear, 6 on and locked, 0 for one that can't be.
    """
    known = {"1": True, "3": True, "6": True, "0": False, "2": False, "4": False, "5": False}
    return known.get(told.strip())


def by_filevault(told: str) -> bool | None:
    """`true` or `false`."""
    return {"true": True, "false": False}.get(told.strip())


def device_of(source: str) -> str | None:
    """`/dev/sda2[/home]` without its part in brackets; None for what is no disk of this PC's."""
    device, _, _ = source.strip().partition("[")
    return device if device.startswith("/dev/") and len(device.splitlines()) == 1 else None


def by_block_devices(types: str) -> bool | None:
    """What a device stands on, each by its kind: `lvm`, `crypt`, `part`, `disk`."""
    kinds = types.split()
    return "crypt" in kinds if kinds else None


def _asked(drive: str) -> str:
    """For PowerShell; BitLocker's own commands want an administrator, Explorer's does not."""
    shell = "(New-Object -ComObject Shell.Application)"
    return f"{shell}.NameSpace('{drive[:2]}\\').Self.ExtendedProperty('{_BITLOCKER}')"


def _powershell() -> str:
    root = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
    return str(root / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe")
