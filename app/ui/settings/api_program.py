"""One program that may use RunSheet, and the end of its access."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.api_access import ApiToken
from app.ui.settings.api_words import token_words
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label


class ApiProgram(QWidget):
    """Its name, what it may do, and *End access*, which asks once more."""

    def __init__(self, token: ApiToken, end: Callable[[ApiToken, QWidget], None]) -> None:
        super().__init__()
        self.token = token
        self.setObjectName(f"api_program_{token.id}")
        self.end_button = make_button(
            "End access…", name="api_end", kind="quiet", on_click=self._ask
        )
        self.end_button.setAccessibleName(f"End access of {token.name}")
        self.sure_button = make_button(
            "End it now", name="api_end_now", kind="danger", on_click=lambda: end(token, self)
        )
        self.sure_button.setAccessibleName(f"End access of {token.name} now")
        self.keep_button = make_button("Keep it", name="api_keep", on_click=self._keep)
        self.keep_button.setAccessibleName(f"Keep the access of {token.name}")
        self._question = label("It can't be brought back.", role="secondary", wrap=True)
        self._asking = QWidget()
        self._asking.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(self._question, 1)
        asking.addWidget(self.sure_button)
        asking.addWidget(self.keep_button)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.token.name, role="strong", wrap=True))
        words.addWidget(label(token_words(self.token), role="muted", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(self.end_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addLayout(line)
        column.addWidget(self._asking)

    def _ask(self) -> None:
        self.end_button.hide()
        self._asking.show()
        self.keep_button.setFocus()

    def _keep(self) -> None:
        self._asking.hide()
        self.end_button.show()
        self.end_button.setFocus()
