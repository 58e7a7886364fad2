"""What the banner's buttons do."""

from PySide6.QtWidgets import QWidget

from app.ui.banners import BannerButton, Deed
from app.ui.page import PageContext
from app.ui.tasks import Tasks


def do_deed(button: BannerButton, context: PageContext, *, busy: QWidget, tasks: Tasks) -> None:
    """Does it; `busy` is disabled while an answer is on its way."""
    match button.deed:
        case Deed.SYNC:
            context.sync.start(day=context.feed.day)
        case Deed.SIGN_IN:
            context.navigator.open_connections(button.target, "reconnect")
        case Deed.SET_UP:
            context.navigator.open_connections(button.target, "setup")
        case Deed.CHOOSE_PEOPLE:
            context.navigator.open_connections(button.target, "people")
        case Deed.KEEP | Deed.MARK_GONE:
            accept = button.deed is Deed.MARK_GONE
            answer = context.services.sync.answer_mass_vanish(button.target, accept=accept)
            tasks.start(answer, busy=busy)
