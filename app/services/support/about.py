"""The files about.json and database.json: versions, the PC, sizes and counts."""

import locale
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app import __version__
from app.services.pc.disk_encryption import is_encrypted
from app.services.support import shapes as of
from app.services.support.face import FaceFacts
from app.services.support.shapes import maybe
from app.services.support.wish import Wish
from app.services.support.writing import utc
from app.store.support_facts import DatabaseFacts

ABOUT: of.Shape = {
    "madeAt": of.INSTANT,
    "span": of.one_of("day", "week", "run"),
    "from": of.INSTANT,
    "runsheet": of.VERSION,
    "python": of.VERSION,
    "system": of.one_of("Linux", "Darwin", "Windows"),
    "systemRelease": of.OTHERS_WORDS,
    "machine": of.NAME_OF_OURS,
    "locale": maybe(of.NAME_OF_OURS),
    "pcZone": maybe(of.ZONE),
    "practiceZones": [of.ZONE],
    "cores": maybe(of.COUNT),
    "memoryMb": maybe(of.COUNT),
    "freeDiskMb": maybe(of.COUNT),
    "diskEncrypted": maybe(of.FLAG),
    "passwordStore": of.NAME_OF_OURS,
    "face": of.one_of("window", "command-line"),
    "toolkit": maybe(of.VERSION),
    "platform": maybe(of.WORD),
    "tray": maybe(of.WORD),
    "theme": maybe(of.one_of("system", "light", "dark")),
    "textScale": maybe(of.SCALE),
    "screens": [{"width": of.COUNT, "height": of.COUNT, "scale": of.SCALE}],
}

DATABASE: of.Shape = {
    "sqlite": of.VERSION,
    "sqlcipher": of.VERSION,
    "revision": of.NAME_OF_OURS,
    "fileKb": of.COUNT,
    "writeAheadLogKb": of.COUNT,
    "tables": [{"table": of.WORD, "rows": of.COUNT}],
}


def about_document(
    wish: Wish, face: FaceFacts, *, zones: Sequence[str], data_dir: Path, password_store: str
) -> dict[str, Any]:
    """Without the PC's and the user's name."""
    return {
        "madeAt": utc(wish.now),
        "span": wish.span.value,
        "from": utc(wish.since),
        "runsheet": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "systemRelease": platform.release(),
        "machine": platform.machine(),
        "locale": locale.getlocale()[0],
        "pcZone": face.pc_zone,
        "practiceZones": sorted(set(zones)),
        "cores": os.cpu_count(),
        "memoryMb": _memory_mb(),
        "freeDiskMb": _free_mb(data_dir),
        "diskEncrypted": is_encrypted(data_dir),
        "passwordStore": password_store,
        "face": face.face,
        "toolkit": face.toolkit,
        "platform": face.platform,
        "tray": face.tray,
        "theme": face.theme,
        "textScale": face.text_scale,
        "screens": [
            {"width": each.width, "height": each.height, "scale": each.scale}
            for each in face.screens
        ],
    }


def database_document(facts: DatabaseFacts) -> dict[str, Any]:
    """Never a row of it."""
    return {
        "sqlite": facts.sqlite_version,
        "sqlcipher": facts.cipher_version,
        "revision": f"r{facts.revision}",
        "fileKb": facts.file_kb,
        "writeAheadLogKb": facts.log_kb,
        "tables": [{"table": name, "rows": rows} for name, rows in facts.rows.items()],
    }


def _memory_mb() -> int | None:
    """Of the PC; None where the system doesn't say it to Python."""
    if sys.platform == "win32" or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20


def _free_mb(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free // 2**20
    except OSError:
        return None
