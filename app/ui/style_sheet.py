"""The style sheet on top of Fusion: tokens in, Qt's style language out."""

from app.ui.resources import Tokens, resources_dir

_TEMPLATE = """
QMainWindow, QWidget#page, QStackedWidget { background: @bg.app; }
QWidget#navigation { background: @bg.sunken; border-right: 1px solid @border.subtle; }
QToolTip { background: @bg.raised; color: @text.primary; border: 1px solid @border.strong;
  padding: 4px 8px; }

QWidget#status_bar:focus, QWidget#privacy_cover:focus { border: 2px solid @focus; }

QFrame[pill] QLabel { background: transparent; border: 0; }

QLabel[role="title"] { font-size: @20px; font-weight: 600; }
QLabel[role="heading"] { font-size: @16px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="secondary"] { color: @text.secondary; }
QLabel[role="muted"] { color: @text.muted; }
QLabel[role="small"] { color: @text.muted; font-size: @12px; }
QLabel[role="error"] { color: @err.fg; }
QLabel[role="brand"] { font-size: @20px; font-weight: 600; }

QPushButton { background: @bg.surface; color: @text.primary; border: 1px solid @border.strong;
  border-radius: 6px; padding: 6px 13px; min-height: @18px; outline: 0; }
QPushButton:hover { background: @bg.hover; }
QPushButton:pressed { background: @bg.selected; }
QPushButton:focus { border: 2px solid @focus; padding: 5px 12px; }
QPushButton:disabled { color: @text.disabled; border-color: @border.subtle; }
QPushButton[kind="primary"] { background: @accent; color: @accent.on; border-color: @accent; }
QPushButton[kind="primary"]:hover { background: @accent.hover; border-color: @accent.hover; }
QPushButton[kind="primary"]:pressed { background: @accent.pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid @focus; }
QPushButton[kind="primary"]:disabled { background: @bg.sunken; color: @text.disabled;
  border-color: @border.subtle; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover { background: @bg.hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid @focus; }
QPushButton[kind="danger"] { color: @err.fg; border-color: @err.solid; }
QPushButton[kind="danger"]:focus { border: 2px solid @focus; }
QPushButton[align="left"] { text-align: left; }
QPushButton[pictured="true"] { padding: 5px 13px; }
QPushButton[pictured="true"]:focus { padding: 4px 12px; }
QPushButton[square="true"] { padding: 5px 5px; min-width: @18px; }
QPushButton[square="true"]:focus { padding: 4px 4px; }
QPushButton[inside="true"] { padding: 1px; min-width: 0; min-height: 0; }
QPushButton:checked { background: @bg.selected; border-color: @accent; }
QPushButton:checked:focus { border: 2px solid @focus; }
QPushButton::menu-indicator { image: none; width: 0; }

QPushButton[kind="nav"] { text-align: left; background: transparent; border: 0;
  border-left: 3px solid transparent; border-radius: 0; padding: 8px 12px; min-height: @24px;
  color: @text.secondary; }
QPushButton[kind="nav"]:hover { background: @bg.hover; }
QPushButton[kind="nav"]:checked { background: @bg.selected; border-left: 3px solid @accent;
  color: @text.primary; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 2px solid @focus; border-left: 3px solid @focus;
  padding: 6px 10px 6px 12px; }

QLineEdit, QComboBox, QSpinBox, QDateEdit { background: @bg.surface; color: @text.primary;
  placeholder-text-color: @text.muted; border: 1px solid @border.strong; border-radius: 6px;
  padding: 6px 11px; min-height: @18px; selection-background-color: @accent;
  selection-color: @accent.on; }
QLineEdit { padding: 6px 9px; }
QDateEdit { padding: 5px 11px; }
QComboBox:focus, QSpinBox:focus, QDateEdit:focus { border: 2px solid @focus; padding: 5px 10px; }
QDateEdit:focus { padding: 4px 10px; }
QLineEdit:focus { border: 2px solid @focus; padding: 5px 8px; }
QLineEdit:disabled, QComboBox:disabled { color: @text.disabled; border-color: @border.subtle; }
QLineEdit[invalid="true"] { background: @err.bg; border: 2px solid @err.solid; padding: 5px 8px; }
QComboBox[invalid="true"], QDateEdit[invalid="true"] { background: @err.bg;
  border: 2px solid @err.solid;
  padding: 5px 10px; }
QDateEdit[invalid="true"] { padding: 4px 10px; }
QLineEdit[invalid="true"]:focus, QComboBox[invalid="true"]:focus,
QDateEdit[invalid="true"]:focus { border-color: @focus; }
QPlainTextEdit, QTextBrowser { background: @bg.surface; color: @text.primary;
  placeholder-text-color: @text.muted; border: 1px solid @border.strong; border-radius: 6px;
  padding: 4px 7px; selection-background-color: @accent; selection-color: @accent.on; }
QPlainTextEdit:focus, QTextBrowser:focus { border: 2px solid @focus; padding: 3px 6px; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; width: 0; height: 0; }
QDateEdit QLineEdit, QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; padding: 0;
  min-height: 0; background: transparent; }
QCalendarWidget QTableView { border-radius: 0; selection-background-color: @accent;
  selection-color: @accent.on; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @bg.sunken; }
QCalendarWidget QToolButton { background: transparent; color: @text.primary; border: 0;
  border-radius: 6px; padding: 4px 8px; }
QCalendarWidget QToolButton:hover { background: @bg.hover; }
QComboBox QAbstractItemView { background: @bg.raised; color: @text.primary;
  border: 1px solid @border.strong; selection-background-color: @bg.selected;
  selection-color: @text.primary; outline: 0; }

QMenu { background: @bg.raised; color: @text.primary; border: 1px solid @border.strong;
  padding: 4px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: @bg.selected; }
QMenu::item:disabled { color: @text.muted; }
QMenu::indicator { width: @16px; height: @16px; left: 4px; }
QMenu::indicator:checked { image: url("@menu_tick"); }
QMenu::right-arrow { image: url("@menu_arrow"); width: @16px; height: @16px; }
QMenu::separator { height: 1px; background: @border.subtle; margin: 4px 8px; }

QFrame[panel="true"] { background: @bg.surface; border: 1px solid @border.subtle;
  border-radius: 8px; }
QFrame[panel="true"]:focus { border: 2px solid @focus; }
QFrame[tone="ok"] { background: @ok.bg; border: 1px solid @ok.solid; border-radius: 8px; }
QFrame[tone="info"] { background: @info.bg; border: 1px solid @info.solid; border-radius: 8px; }
QFrame[tone="warn"] { background: @warn.bg; border: 1px solid @warn.solid; border-radius: 8px; }
QFrame[tone="warn"]:focus { border: 2px solid @focus; }
QFrame[tone="err"] { background: @err.bg; border: 1px solid @err.solid; border-radius: 8px; }
QFrame[tone="ok"] QLabel { color: @ok.fg; }
QFrame[tone="info"] QLabel { color: @info.fg; }
QFrame[tone="warn"] QLabel { color: @warn.fg; }
QFrame[tone="err"] QLabel { color: @err.fg; }
QFrame[pill="ok"] { background: @ok.bg; border: 0; border-radius: 10px; }
QFrame[pill="ok"] QLabel { color: @ok.fg; }
QFrame[pill="info"] { background: @info.bg; border: 0; border-radius: 10px; }
QFrame[pill="info"] QLabel { color: @info.fg; }
QFrame[pill="warn"] { background: @warn.bg; border: 0; border-radius: 10px; }
QFrame[pill="warn"] QLabel { color: @warn.fg; }
QFrame[pill="err"] { background: @err.bg; border: 0; border-radius: 10px; }
QFrame[pill="err"] QLabel { color: @err.fg; }
QFrame[pill="neutral"] { background: @neutral.bg; border: 0; border-radius: 10px; }
QFrame[pill="neutral"] QLabel { color: @neutral.fg; }

QListView, QTableView, QTreeView { background: transparent; border: 0; outline: 0; }
QTreeWidget { background: @bg.surface; border: 1px solid @border.subtle; border-radius: 8px;
  padding: 1px;
  selection-background-color: @bg.selected; selection-color: @text.primary; }
QTreeWidget:focus { border: 2px solid @focus; padding: 0; }
QTreeWidget QHeaderView::section { padding-left: 11px; }
QTreeWidget::item { padding: 4px 8px; }
QTreeWidget::item:selected { background: @bg.selected; color: @text.primary; border: 0; }
QTableView { background: @bg.surface; border: 1px solid @border.subtle; border-radius: 8px;
  padding: 1px;
  gridline-color: transparent; selection-background-color: @bg.selected;
  selection-color: @text.primary; }
QTableView:focus { border: 2px solid @focus; padding: 0; }
QTableView[figures="true"]::item { padding: 0 5px; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: @text.muted; border: 0;
  border-bottom: 1px solid @border.subtle; padding: 6px 8px; text-align: left; }
QTableView[tight="true"] QHeaderView::section { font-size: @12px; padding: 6px 5px 6px 8px; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border.strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCheckBox:focus, QRadioButton:focus { outline: 0; border: 2px solid @focus; border-radius: 4px; }
QProgressBar { background: @bg.sunken; border: 0; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
"""


def style_sheet(tokens: Tokens, *, scheme: str, scale: float, more: str = "") -> str:
    """The application's style sheet for a scheme of the tokens (light, dark) and the user's text
    scale (1.0 = 100 %); `more` are rules that a look adds.
    """
    text = _TEMPLATE + more
    for sign in ("menu_arrow", "menu_tick"):  # Qt draws a menu's own far too small in large text
        file = resources_dir() / "icons" / f"{sign}_{scheme}.svg"
        text = text.replace(f"@{sign}", file.as_posix())
    for size in (24, 20, 18, 16, 14, 12, 10):
        text = text.replace(f"@{size}px", f"{round(size * scale)}px")
    for name in sorted(tokens, key=len, reverse=True):
        text = text.replace(f"@{name}", tokens[name])
    return text
