"""What the support export tells of this window: toolkit, screens, tray, look."""

from PySide6 import __version__ as toolkit_version
from PySide6.QtCore import QTimeZone
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from app.services.support.face import FaceFacts, Screen
from app.ui.theme import Theme


def face_facts(theme: Theme) -> FaceFacts:
    """Sizes and names of programs; no screen's own name, which may hold a person's."""
    return FaceFacts(
        face="window",
        pc_zone=bytes(QTimeZone.systemTimeZoneId().data()).decode() or None,
        toolkit=toolkit_version,
        platform=QGuiApplication.platformName().lower(),
        screens=tuple(
            Screen(
                width=screen.size().width(),
                height=screen.size().height(),
                scale=round(screen.devicePixelRatio(), 2),
            )
            for screen in QGuiApplication.screens()
        ),
        tray="shown" if QSystemTrayIcon.isSystemTrayAvailable() else "none",
        theme=theme.choice.value,
        text_scale=round(theme.scale, 2),
    )
