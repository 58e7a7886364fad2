"""The paper: A4, upright or on its side, and what of it a printer can reach."""

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize

MARGIN_MM = 10.0
"""What every printer leaves white."""


def lay_out(device: QPagedPaintDevice, *, is_wide: bool) -> None:
    """Puts A4 into a printer or a PDF."""
    device.setPageLayout(page_layout(is_wide=is_wide))


def page_layout(*, is_wide: bool) -> QPageLayout:
    """A4 with its margins; wide lies on its side."""
    side = QPageLayout.Orientation
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        side.Landscape if is_wide else side.Portrait,
        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
        QPageLayout.Unit.Millimeter,
    )


def printable_size(*, is_wide: bool = False) -> QSizeF:
    """Points between the margins."""
    return page_layout(is_wide=is_wide).paintRect(QPageLayout.Unit.Point).size()
