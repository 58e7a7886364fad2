"""Draws RunSheet's icon from resources/runsheet.svg: PNGs, Windows' .ico and macOS' .icns.

`python packaging/icons.py FOLDER`, in an environment with PySide6.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "runsheet.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# Each kind that macOS reads as PNG, and its size in pixels: 128 to 1024, then the @2x of 16 to 256.
_ICNS_KINDS = {
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """The icon in one size, as a PNG file's bytes."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    body = QByteArray()
    buffer = QBuffer(body)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want a str device
    return bytes(body.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' file: a table of sizes, then the PNGs (Windows Vista and later read them)."""
    at = 6 + 16 * len(pictures)
    table, bodies = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, body in pictures.items():
        byte = size % 256  # 256 is written as 0
        table += struct.pack("<BBBBHHII", byte, byte, 0, 0, 1, 32, len(body), at + len(bodies))
        bodies += body
    return table + bodies


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """macOS' file: each kind with its length, then the PNG."""
    body = b"".join(kind + struct.pack(">I", len(one) + 8) + one for kind, one in pictures.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def draw(folder: Path) -> None:
    """Writes runsheet-SIZE.png, runsheet.ico and runsheet.icns."""
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SOURCE))
    for size in SIZES:
        (folder / f"runsheet-{size}.png").write_bytes(png(renderer, size))
    windows = {size: png(renderer, size) for size in _ICO_SIZES}
    (folder / "runsheet.ico").write_bytes(ico(windows))
    macos = {kind: png(renderer, size) for kind, size in _ICNS_KINDS.items()}
    (folder / "runsheet.icns").write_bytes(icns(macos))


if __name__ == "__main__":
    application = QGuiApplication(sys.argv[:1])
    draw(Path(sys.argv[1]))
