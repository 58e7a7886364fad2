"""One setting: its name, what it does and its default, the control, and Reset."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import RunSheetError
from app.ui.language import tr, translated
from app.ui.settings.saved import SavedChoices
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.labels import label
from app.ui.widgets.ticks import TickBox

_CONTROL_PX = 220
_GLYPH = "! "


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A choice of this PC. `choices`: saved value and words; empty for a free text. `tell` puts a
    value into words where neither says enough.

    `name` is the preference's; `hint` says in a sentence what it does.
    """

    name: str
    title: str
    hint: str
    default: str
    choices: tuple[tuple[str, str], ...] = ()
    tell: Callable[[str], str] | None = None

    @property
    def default_words(self) -> str:
        """As the default is told beside the control."""
        words = self.words_of(self.default)
        return words[:1].lower() + words[1:] if self.choices else words

    def words_of(self, value: str) -> str:
        """A value as it is read out."""
        return translated(self.tell(value) if self.tell else dict(self.choices).get(value, value))


class SettingRow(QWidget):
    """The frame of every row: words at the left, the control at the right, a fault below it."""

    def __init__(self, title: str, hint: str, *, name: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName(f"setting_{name}")
        self.title, self.hint = translated(title), translated(hint)
        self._theme = theme
        self._error = label(role="error", wrap=True, name=f"setting_{name}_error")
        self._error.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(label(self.title, role="strong", wrap=True), 0, 0)
        self._hint = label(self.hint, role="muted", wrap=True)
        self._grid.addWidget(self._hint, 1, 0)
        self._grid.addWidget(self._error, 2, 0, 1, 2)

    @property
    def words(self) -> str:
        """What the search box looks in."""
        return f"{self.title} {self.hint}".lower()

    @property
    def error(self) -> str:
        """The fault below the control; empty while there is none."""
        return "" if self._error.isHidden() else self._error.text().removeprefix(_GLYPH)

    def put(self, control: QWidget, *, below: bool = False) -> None:
        """Places the control: at the right, or on a line of its own."""
        if below:
            self._grid.addWidget(control, 3, 0, 1, 2)
        else:
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(control, 0, 1, 2, 1, top)

    def show_error(self, error: RunSheetError) -> None:
        """Why it could not be saved; the control shows what is still in force."""
        self._error.setText(f"{_GLYPH}{translated(error)}")
        self._error.show()

    def clear_error(self) -> None:
        """A later change went well."""
        self._error.hide()


class SavedRow(SettingRow):
    """A row bound to a saved choice. `apply` is told of each change that is made here."""

    def __init__(
        self,
        setting: Setting,
        saved: SavedChoices,
        *,
        theme: Theme,
        apply: Callable[[str], object] | None = None,
    ) -> None:
        hint = tr(
            "{hint} Default: {value}.", hint=setting.hint, value=setting.default_words
        ).strip()
        super().__init__(setting.title, hint, name=setting.name, theme=theme)
        self.setting = setting
        self._saved, self._apply = saved, apply
        self._reset = Button(tr("Reset"), name=f"reset_{setting.name}", kind="quiet")
        self._reset.setAccessibleName(
            tr("Reset {setting} to {value}", setting=setting.title, value=setting.default_words)
        )
        self._reset.clicked.connect(lambda: self.choose(self.reset_value))
        self._wide: QWidget | None = None
        saved.changed.connect(self.show_saved)
        saved.written.connect(self._put_in_force)
        theme.changed.connect(self._fit)

    @property
    def value(self) -> str:
        """What is in force."""
        return self._saved.get(self.setting.name, self.setting.default)

    @property
    def reset_value(self) -> str:
        """What Reset chooses; it is offered while something else is in force."""
        return self.setting.default

    def choose(self, value: str) -> None:
        """Saves and applies a value."""
        self.clear_error()
        setting = self.setting
        self._saved.write(setting.name, value, default=setting.default, refused=self._refuse)

    def show_saved(self) -> None:
        """Shows what is in force; a subclass moves its control."""
        self._reset.setVisible(self.value != self.reset_value)

    def _put_in_force(self, name: str, value: str, _before: str) -> None:
        if self._apply is not None and name == self.setting.name:
            self._apply(value)

    def _refuse(self, error: RunSheetError) -> None:
        self.show_saved()
        self.show_error(error)

    def _fit(self) -> None:
        if self._wide is not None:
            self._wide.setMinimumWidth(self._theme.px(_CONTROL_PX))

    def _place(self, control: QWidget, *, is_wide: bool = True) -> None:
        control.setAccessibleDescription(self.hint)
        self._wide = control if is_wide else None
        self._fit()
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        keeps = self._reset.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._reset.setSizePolicy(keeps)
        line.addWidget(self._reset)
        line.addWidget(control)
        self.put(holder)
        self.show_saved()


class ChoiceRow(SavedRow):
    """One of several, in a combo."""

    def __init__(
        self,
        setting: Setting,
        saved: SavedChoices,
        *,
        theme: Theme,
        apply: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(setting, saved, theme=theme, apply=apply)
        self.combo = CalmCombo(name=f"choice_{setting.name}", spoken=self.title, theme=theme)
        for value, words in setting.choices:
            self.combo.addItem(translated(words), value)
        self.combo.activated.connect(lambda _row: self.choose(self.combo.currentData()))
        self._place(self.combo)

    def show_saved(self) -> None:
        """Moves the combo to what is in force."""
        row = self.combo.findData(self.value)
        if row < 0:  # a value between the steps, such as a zoom by keys
            self.combo.addItem(self.setting.words_of(self.value), self.value)
            row = self.combo.count() - 1
        self.combo.setCurrentIndex(row)
        super().show_saved()


class SwitchRow(SavedRow):
    """On or off, saved as yes and no."""

    def __init__(
        self,
        setting: Setting,
        saved: SavedChoices,
        *,
        theme: Theme,
        apply: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(setting, saved, theme=theme, apply=apply)
        self.box = TickBox(tr("On"), name=f"switch_{setting.name}", theme=theme)
        self.box.setAccessibleName(self.title)
        self.box.clicked.connect(lambda is_on: self.choose("yes" if is_on else "no"))
        self._place(self.box, is_wide=False)

    def show_saved(self) -> None:
        """Ticks the box when it is on."""
        self.box.setChecked(self.value == "yes")
        super().show_saved()


class TextRow(SavedRow):
    """A short free text, saved when the field is left."""

    def __init__(self, setting: Setting, saved: SavedChoices, *, theme: Theme) -> None:
        super().__init__(setting, saved, theme=theme)
        self.field = QLineEdit()
        self.field.setObjectName(f"text_{setting.name}")
        self.field.setAccessibleName(self.title)
        self.field.setMaxLength(60)
        self.field.editingFinished.connect(self._leave)
        self._place(self.field)

    def show_saved(self) -> None:
        """The text in force, unless somebody is typing."""
        if not self.field.hasFocus():
            self.field.setText(self.value)
        super().show_saved()

    def _leave(self) -> None:
        self.choose(self.field.text().strip() or self.setting.default)
