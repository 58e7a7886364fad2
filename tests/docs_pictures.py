"""Takes the pictures of the guides anew: `dev.py docs --pictures [NAME …]`.

A page's picture `images/today-board-small.png` is the shot `today-board` in the look `small`, so
the pages themselves are the list. Few colours make small files.
"""

import asyncio
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.ui.process.event_loop import new_event_loop
from app.ui.process.garbage import GarbageCollector
from app.ui.run import Application, make_application
from tests.shots import all_shots, take
from tests.ui.studio import Look

DOCS = Path(__file__).parents[1] / "docs"
IMAGES = DOCS / "images"


def wanted_pictures() -> dict[str, list[Look]]:
    """The looks that the guides show of each shot. Raises ValueError for a name of no look."""
    wanted = defaultdict[str, list[Look]](list)
    for page in sorted(DOCS.glob("*.md")):
        for name in re.findall(r"\]\(images/(.+?)\.png\)", page.read_text("utf-8")):
            shot, _, look = name.rpartition("-")
            if Look(look) not in wanted[shot]:
                wanted[shot].append(Look(look))
    return dict(wanted)


async def take_pictures(app: Application, wanted: Mapping[str, Sequence[Look]]) -> list[str]:
    """Photographs and keeps them; the files that are other than before."""
    changed = list[str]()
    for shot in all_shots():
        if shot.name not in wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            await take(app, shot, Path(folder), wanted[shot.name])
            for picture in sorted(Path(folder).iterdir()):
                if _keep(QImage(str(picture)), IMAGES / picture.name):
                    changed.append(picture.name)
        print(f"  {shot.name}", flush=True)
    return changed


def in_few_colours(picture: QImage) -> QImage:
    """The picture in its 256 most frequent colours; the others become the nearest of them."""
    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    colours, counts = np.unique(np.frombuffer(whole.constBits(), np.uint32), return_counts=True)
    table = [int(each) for each in colours[np.argsort(-counts, kind="stable")[:256]]]
    return whole.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither
    )


def _keep(picture: QImage, file: Path) -> bool:
    """True where the picture was another one before."""
    small = in_few_colours(picture)
    if file.exists() and QImage(str(file)) == small:
        return False
    if not small.save(str(file), "PNG", 0):  # Qt: the smallest file
        raise OSError(f"could not write {file}")
    return True


def main(arguments: Sequence[str]) -> int:
    """Those of these shots alone, where any are named; returns the exit code."""
    wanted = wanted_pictures()
    if arguments:
        wanted = {name: looks for name, looks in wanted.items() if name in arguments}
    IMAGES.mkdir(exist_ok=True)
    app = make_application(["docs"])
    GarbageCollector(app)
    with asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner:
        changed = runner.run(take_pictures(app, wanted))
    print(f"Changed: {', '.join(changed) or 'nothing'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
