"""What only the face knows: the window's toolkit, screens and tray."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen's size in device-independent pixels, and its scale."""

    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFacts:
    """`face`: window or command-line. `platform` is Qt's, as `xcb`; `tray`: shown, none."""

    face: str
    pc_zone: str | None = None
    toolkit: str | None = None
    platform: str | None = None
    screens: tuple[Screen, ...] = ()
    tray: str | None = None
    theme: str | None = None
    text_scale: float | None = None


COMMAND_LINE = FaceFacts(face="command-line")
