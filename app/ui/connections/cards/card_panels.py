"""What opens inside a card: its name, its settings."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.connection import Connection
from app.domain.said import say
from app.ui.connections.zone_combo import ZoneCombo
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label
from app.ui.widgets.ticks import TickBox

NAME_LENGTH = 80
LEAST_MINUTES, MOST_MINUTES = 1, 1440
_NAME_PX = 360
_ZONE_PX, _WIDEST_PX = 240, 400  # beside its caption in a small window at 200 % text too
_ZONE_WORDS = say("Time zone of the practice")
# WORKAROUND: with a style sheet, QSpinBox.NoButtons leaves its field one pixel (Qt 6.11).
_NO_ARROWS = "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }"


class RenamePanel(QFrame):
    """One field; Enter saves."""

    def __init__(
        self,
        connection: Connection,
        theme: Theme,
        on_save: Callable[[str], object],
        on_cancel: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("rename_panel")
        self._on_save = on_save
        self.edit = QLineEdit(connection.display_name)
        self.edit.setObjectName("connection_name")
        self.edit.setAccessibleName(tr("Name of the connection"))
        self.edit.setMaxLength(NAME_LENGTH)
        self._theme = theme
        theme.changed.connect(self._fit)
        self._fit()
        self.edit.returnPressed.connect(self._save)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(label(tr("Name"), role="strong"))
        row.addWidget(self.edit, 1)
        row.addWidget(make_button(tr("Save name"), name="save_name", on_click=self._save))
        row.addWidget(make_button(tr("Cancel"), name="cancel_rename", on_click=on_cancel))
        row.addStretch(0)

    def focus_first(self) -> None:
        """Into the name, ready to be replaced."""
        self.edit.setFocus()
        self.edit.selectAll()

    def _fit(self) -> None:
        self.edit.setMaximumWidth(self._theme.px(_NAME_PX))

    def _save(self) -> None:
        if self.edit.text().strip():
            self._on_save(self.edit.text().strip())


class SettingsPanel(QFrame):
    """Syncing on or off, how often, telehealth only or all, and the practice's time zone."""

    def __init__(
        self,
        connection: Connection,
        theme: Theme,
        on_save: Callable[["SettingsPanel"], object],
        on_cancel: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("settings_panel")
        self.is_on = TickBox(tr("Check by itself"), name="sync_enabled", theme=theme)
        self.is_on.setChecked(connection.sync_enabled)
        self.only = TickBox(
            tr("Show telehealth appointments only"), name="telehealth_only", theme=theme
        )
        self.only.setChecked(connection.sync_telehealth_only)
        self.minutes = QSpinBox()
        self.minutes.setObjectName("sync_minutes")
        self.minutes.setAccessibleName(tr("Minutes between checks, 1 to 1440"))
        inner = self.minutes.lineEdit()
        inner.setAccessibleName(self.minutes.accessibleName())
        inner.setStyleSheet("QLineEdit { border: 0; padding: 0 8px; min-height: 0; }")
        self.minutes.setRange(LEAST_MINUTES, MOST_MINUTES)
        self.minutes.setStyleSheet(_NO_ARROWS)
        self.minutes.setSuffix(f" {tr('min')}")
        self.minutes.setValue(connection.sync_frequency_minutes)
        self.minutes.setEnabled(connection.sync_enabled)
        self.minutes.setMaximumWidth(140)
        self.is_on.toggled.connect(self.minutes.setEnabled)
        self._former_zone = connection.timezone
        self.zone = ZoneCombo(name="settings_zone", spoken=translated(_ZONE_WORDS), theme=theme)
        self.zone.show_only(connection.timezone)
        self._theme = theme
        theme.changed.connect(self._fit)
        self._fit()
        self._lay_out(on_save, on_cancel)

    @property
    def corrected_zone(self) -> str | None:
        """The zone a person chose instead of the former one; None while it is left alone."""
        return None if self.zone.zone == self._former_zone else self.zone.zone

    def offer_zones(self) -> None:
        """Every zone to choose from, once `zone_choices` has been called off this thread."""
        self.zone.fill(likely=self.zone.zone)

    def focus_first(self) -> None:
        """The first setting."""
        self.is_on.setFocus()

    def _fit(self) -> None:
        self.zone.setFixedWidth(min(self._theme.px(_ZONE_PX), _WIDEST_PX))

    def _lay_out(
        self, on_save: Callable[["SettingsPanel"], object], on_cancel: Callable[[], object]
    ) -> None:
        caption = label(translated(_ZONE_WORDS), name="settings_zone_words")
        caption.setBuddy(self.zone)
        save = make_button(
            tr("Save settings"),
            name="save_settings",
            on_click=lambda: on_save(self),
            kind="primary",
        )
        cancel = make_button(tr("Cancel"), name="cancel_settings", on_click=on_cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addLayout(_row(self.is_on, label(tr("every"), role="secondary"), self.minutes))
        column.addLayout(_row(self.only))
        column.addLayout(_row(caption, self.zone))
        column.addLayout(_row(save, cancel))


def _row(*parts: QWidget) -> QHBoxLayout:
    """These side by side at the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
