"""A screen of our own under Xvfb, and what is on it, without any other program.

Xvfb keeps its picture in a file (-fbdir) in X's own format, XWD: a header that says where the
pixels begin and how long a line is, then four bytes a pixel, blue first.
"""

import os
import select
import struct
import subprocess
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.console import SetupError

WIDTH, HEIGHT = 1600, 1000
_START_S = 30.0
_BYTES = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """`pixels`: red, green, blue of every pixel, line after line."""

    width: int
    height: int
    pixels: bytes

    def differing(self, other: "Picture") -> int:
        """How many pixels are not the same; all of them where the sizes differ."""
        if (self.width, self.height) != (other.width, other.height):
            return self.width * self.height
        line = self.width * 3
        return sum(
            _differing(self.pixels[start : start + line], other.pixels[start : start + line])
            for start in range(0, len(self.pixels), line)
        )

    @property
    def colours(self) -> int:
        """How many colours there are: a window that shows a list has hundreds."""
        each = range(0, len(self.pixels), 3)
        return len({self.pixels[start : start + 3] for start in each})

    def save(self, path: Path) -> None:
        """As a PNG file."""
        line = self.width * 3
        lines = (self.pixels[at : at + line] for at in range(0, len(self.pixels), line))
        body = zlib.compress(b"".join(b"\0" + each for each in lines))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks))


def _differing(one: bytes, other: bytes) -> int:
    if one == other:
        return 0
    return sum(one[at : at + 3] != other[at : at + 3] for at in range(0, len(one), 3))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def read_xwd(data: bytes) -> Picture:
    """The picture in an XWD file of 32 bits a pixel. Raises SetupError for another kind."""
    fields = struct.unpack(">25I", data[:100])
    header, width, height, bits, line, colours = (fields[at] for at in (0, 4, 5, 11, 12, 19))
    if bits != 8 * _BYTES:
        raise SetupError(f"This screen has {bits} bits a pixel; 32 are read.")
    start = header + colours * 12
    pixels = bytearray()
    for number in range(height):
        row = data[start + number * line :][: width * _BYTES]
        out = bytearray(width * 3)
        out[0::3], out[1::3], out[2::3] = row[2::4], row[1::4], row[0::4]
        pixels += out
    return Picture(width, height, bytes(pixels))


class Screen:
    """`display` is what programs get as DISPLAY."""

    def __init__(self, display: str, file: Path) -> None:
        self.display, self._file = display, file

    def look(self) -> Picture:
        """What is on it now."""
        return read_xwd(self._file.read_bytes())


@contextmanager
def open_screen(folder: Path, environment: Mapping[str, str]) -> Iterator[Screen]:
    """A screen until the block ends; its file lies in `folder`, which must be there."""
    reader, writer = os.pipe()
    options = ("-nolisten", "tcp", "-noreset", "-fbdir", str(folder), "-displayfd", str(writer))
    command = ["Xvfb", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", *options]
    with subprocess.Popen(
        command,
        env=dict(environment),
        pass_fds=(writer,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        os.close(writer)
        try:
            with os.fdopen(reader) as stream:
                ready, _, _ = select.select([stream], [], [], _START_S)
                number = stream.readline().strip() if ready else ""
            if not number:
                raise SetupError("Xvfb did not start.")
            yield Screen(f":{number}", folder / "Xvfb_screen0")
        finally:
            process.terminate()
