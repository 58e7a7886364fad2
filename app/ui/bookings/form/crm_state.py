"""The CRM of the open form: whether it can be reached, and what the button says of that."""

from collections.abc import Callable

from app.domain.crm import CrmProvider
from app.ui import keys
from app.ui.bookings.form.job import Job
from app.ui.bookings.form.layout import FormLayout
from app.ui.bookings.form.parts import FormParts
from app.ui.page import PageContext
from app.ui.widgets.actions import Action


class CrmState:
    """Of the CRM that is chosen; `job` is what the form is for now."""

    def __init__(
        self,
        context: PageContext,
        parts: FormParts,
        shown: FormLayout,
        *,
        job: Callable[[], Job | None],
    ) -> None:
        self._context, self._parts, self._shown, self._job = context, parts, shown, job
        self.is_offline = False

    @property
    def provider(self) -> CrmProvider | None:
        """The chosen one; None while none is known."""
        return self._shown.book_in.provider

    def choose(self) -> None:
        """Another one may be chosen."""
        self.is_offline = self._is_unreached()
        self._parts.what.show_provider(self.provider)
        self.draw()

    def hear(self) -> None:
        """A booking went on: that may have shown that the CRM can't be reached."""
        self.is_offline = self.is_offline or self._is_unreached()
        self.draw()

    def reached(self, is_reached: bool) -> None:
        """It was asked for something."""
        self.is_offline = not is_reached
        self.draw()

    def draw(self) -> None:
        """The button's words, and why nothing is sent at present."""
        provider, job = self.provider, self._job()
        if job is None:
            return
        label = provider.label if provider is not None else ""
        words = job.button_words(label, is_offline=self.is_offline)
        self._shown.show_button(words, keys.shown(keys.KEEP))
        self.draw_outline()
        standing = provider and self._context.services.bookings.standing(provider.id)
        if standing:
            settings = Action("Open settings", lambda: self._context.navigator.open_settings("crm"))
            self._shown.notice.show_notice(str(standing), tone="warn", actions=(settings,))
        else:
            self._shown.notice.clear()

    def draw_outline(self) -> None:
        """Whether a note goes."""
        label = self.provider.label if self.provider is not None else ""
        self._shown.outline.show_label(label, sends_notes=self._parts.what.note_goes)

    def _is_unreached(self) -> bool:
        provider = self.provider
        return provider is not None and self._context.services.bookings.is_offline(provider.id)
