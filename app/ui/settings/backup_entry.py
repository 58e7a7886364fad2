"""One backup of the list, and the question before it is put back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.backups import Backup, contents_words, size_words
from app.domain.words import wall_time, weekday_date
from app.services.restoring import LOST_SINCE
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label


class BackupEntry(QWidget):
    """When it was made, how large it is and what it holds; *Restore…* where it opens."""

    def __init__(
        self, backup: Backup, restore: Callable[[Backup, QWidget], None], *, now: datetime
    ) -> None:
        super().__init__()
        self.backup = backup
        self.setObjectName(f"backup_{backup.name}")
        made = made_words(backup.made_at, now=now)
        self.restore_button = make_button(
            "Restore…", name="backup_restore", kind="quiet", on_click=self._ask
        )
        self.restore_button.setAccessibleName(f"Restore the backup of {made}")
        self.restore_button.setVisible(backup.contents is not None)
        self.sure_button = make_button(
            "Restore it", name="backup_restore_now", kind="danger",
            on_click=lambda: restore(backup, self),
        )  # fmt: skip
        self.sure_button.setAccessibleName(f"Restore the backup of {made} now")
        self.keep_button = make_button("Cancel", name="backup_keep", on_click=self._keep)
        self._question = label(_question(made), role="secondary", wrap=True)
        self._asking = QWidget()
        self._asking.hide()
        self._lay_out(made)

    def _lay_out(self, made: str) -> None:
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(self._question)
        buttons = QHBoxLayout()
        buttons.addWidget(self.sure_button)
        buttons.addWidget(self.keep_button)
        buttons.addStretch(1)
        asking.addLayout(buttons)
        told = f"{size_words(self.backup.size_bytes)}, {contents_words(self.backup)}"
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(made[:1].upper() + made[1:], role="strong", wrap=True))
        words.addWidget(label(told, role="muted", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addLayout(line)
        column.addWidget(self._asking)

    def _ask(self) -> None:
        self.restore_button.hide()
        self._asking.show()
        self.keep_button.setFocus()

    def _keep(self) -> None:
        self._asking.hide()
        self.restore_button.show()
        self.restore_button.setFocus()


def made_words(made_at: datetime, *, now: datetime) -> str:
    """`today at 2:00 pm` by this PC's clock; else with the date."""
    at, current = made_at.astimezone(), now.astimezone().date()
    day = "today" if at.date() == current else weekday_date(at.date(), current=current)
    return f"{day} at {wall_time(at)}"


def _question(made: str) -> str:
    return (
        f"Put back the backup of {made}? {LOST_SINCE} The data as they are now are kept in a file "
        "beside them as long as past days are. RunSheet closes and opens again."
    )
