"""What can be done with a connection, the same from its card and its details: seven buttons."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.connection import SetupStep
from app.ui import keys
from app.ui.connections.cards.card_drawer import CardDrawer
from app.ui.connections.cards.details_words import needs_sign_in
from app.ui.connections.places import Place
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import make_button, set_words

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import ConnectionOverview

OpenPlace = Callable[[Place, str], object]


class DeedButtons:
    """`name` begins the buttons' object names; `open_place` gets where to go and whose it is.

    Where they stand is up to whoever shows them; which of them are shown, `show_overview` says.
    """

    def __init__(
        self,
        context: PageContext,
        drawer: CardDrawer,
        *,
        connection_id: str,
        name: str,
        open_place: OpenPlace,
    ) -> None:
        self._context, self._drawer = context, drawer
        self._connection_id = connection_id

        def leading(words: str, what: str, place: Place, kind: str = "normal") -> Button:
            go = lambda: open_place(place, connection_id)  # noqa: E731
            return make_button(words, name=f"{name}_{what}", kind=kind, on_click=go)

        self.setup = leading(tr("Continue set-up"), "setup", Place.SETUP, "primary")
        self.reconnect = leading(tr("Sign in again"), "reconnect", Place.RECONNECT, "primary")
        self.people = leading(tr("People"), "people", Place.PEOPLE)
        self.types = leading(tr("Telehealth types"), "types", Place.TYPES)
        self.sync = make_button(
            tr("Sync now"),
            name=f"{name}_sync",
            on_click=self._start_sync,
            tip=keys.shown(keys.SYNC_CONNECTION),
        )
        self.cancel = make_button(tr("Cancel"), name=f"{name}_cancel", on_click=context.sync.cancel)
        self.test = make_button(
            tr("Test connection"), name=f"{name}_test", on_click=self._start_test
        )

    def bind_keys(self, owner: QWidget) -> None:
        """Alt+S anywhere within `owner`."""
        sync = QShortcut(QKeySequence(keys.SYNC_CONNECTION[0]), owner)
        sync.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        sync.activated.connect(self.sync.click)

    def show_overview(self, overview: "ConnectionOverview") -> None:
        """Shows those that make sense as the connection stands now."""
        is_done = overview.connection.setup_step is SetupStep.DONE
        is_syncing, verb = overview.is_syncing, needs_sign_in(overview)
        self.setup.setVisible(not is_done)
        self.reconnect.setVisible(verb is not None)
        set_words(self.reconnect, verb or tr("Sign in again"))
        self._show_sync(is_done=is_done, is_syncing=is_syncing)
        for each in (self.people, self.types, self.test):
            each.setVisible(is_done)
        self._name_for(overview.connection.display_name)

    def _name_for(self, whose: str) -> None:
        """For the ear: beside three connections three buttons read the same."""
        deeds = (self.setup, self.reconnect, self.people, self.types, self.sync, self.cancel)
        for each in (*deeds, self.test):
            each.setAccessibleName(f"{each.text().replace('&&', '&')}, {whose}")

    def _show_sync(self, *, is_done: bool, is_syncing: bool) -> None:
        """Either of the two that stand in one place; the one that comes takes the focus over."""
        has_focus = self.sync.hasFocus() or self.cancel.hasFocus()
        self.sync.setEnabled(has_focus or not self._context.sync.is_running)
        shown, hidden = (self.cancel, self.sync) if is_syncing else (self.sync, self.cancel)
        shown.setVisible(is_done)
        if has_focus:
            shown.setFocus()
        hidden.hide()

    def _start_sync(self) -> None:
        self._drawer.result.clear()
        self._context.sync.start([self._connection_id])

    def _start_test(self) -> None:
        self._drawer.test_connection(self.test)
