"""Puts one snapshot on the page: its head, then its cards, or what stands in their place."""

from collections.abc import Callable, Iterator, Mapping

from app.domain.practice_day import today
from app.ui.privacy.words import practice_name
from app.ui.sheet_feed import Snapshot
from app.ui.today.cards import Card
from app.ui.today.content import BoardContent, board_content
from app.ui.today.parts import TodayParts
from app.ui.today.states import EmptyWords, NextStep, empty_words


class Drawing:
    """Changes what stands there in place."""

    def __init__(self, parts: TodayParts, focus_first: Callable[[], None]) -> None:
        """`focus_first` puts the focus where work on the page begins."""
        self._parts, self._focus_first = parts, focus_first

    def draw(self, snapshot: Snapshot, cards: Mapping[str, Card]) -> Iterator[None]:
        """A step at a time; another list may come before the last one."""
        parts = self._parts
        veil = parts.context.privacy.veil
        self._show_head(snapshot)
        parts.elsewhere.show(snapshot)
        parts.looking.show(snapshot, is_covered=veil.hides_board)
        parts.choice.view.let_letters_act(snapshot.has_letter_keys)
        content = self.content(snapshot, cards)
        words = empty_words(snapshot, parts.filter_bar.filters, shown=len(content.cards))
        if veil.hides_board:
            self._show_cover(snapshot)
        elif words is not None:
            self._show_words(words, snapshot)
        else:
            parts.views.setCurrentWidget(parts.choice.view)
            yield from parts.choice.view.updates(content)
        parts.edits.know(cards)
        parts.details.refresh(cards, snapshot.now)

    def content(self, snapshot: Snapshot, cards: Mapping[str, Card]) -> BoardContent:
        """What the filters leave of a list."""
        return board_content(
            snapshot.sheet,
            self._parts.filter_bar.filters,
            cards,
            now=snapshot.now,
            is_today=snapshot.is_today,
        )

    def show_privacy(self) -> None:
        """The button that hides people says whether they are hidden."""
        self._parts.header.privacy_button.show_state(is_on=self._parts.context.privacy.is_on)

    def _show_head(self, snapshot: Snapshot) -> None:
        parts, sheet = self._parts, snapshot.sheet
        self.show_privacy()
        current = today(snapshot.now, sheet.timezone).day
        parts.header.show_day(sheet.day, current=current)
        parts.sync_head.show(snapshot)
        parts.filter_bar.show_clinicians(sheet.columns)
        is_first_look = bool(sheet.rows) and not parts.context.late.is_open
        can_sync = is_first_look or any(each.connection.is_paired for each in snapshot.overviews)
        parts.header.offer_sync(is_offered=can_sync)
        hides_board = parts.context.privacy.veil.hides_board
        parts.filter_bar.setVisible((can_sync or bool(sheet.rows)) and not hides_board)

    def _show_cover(self, snapshot: Snapshot) -> None:
        self._parts.details.close()
        late = self._parts.context.late
        now = late.services.now if late.is_open else None
        self._parts.views.show_cover(practice_name(snapshot), snapshot.sheet.timezone, now)

    def _show_words(self, words: EmptyWords, snapshot: Snapshot) -> None:
        self._parts.views.show_words(words, lambda: self._go(words.step, snapshot))

    def _go(self, step: NextStep | None, snapshot: Snapshot) -> None:
        """Where there are no cards: the next step."""
        parts, navigator = self._parts, self._parts.context.navigator
        match step:
            case NextStep.SYNC:
                parts.sync_head.start()
            case NextStep.NEXT_DAY:
                parts.context.feed.show_day(snapshot.next_day)
            case NextStep.CLEAR_FILTERS:
                parts.filter_bar.clear()
                self._focus_first()
            case NextStep.CONNECT:
                navigator.open_connections(None, "choose")
            case NextStep.SET_UP:
                overviews = snapshot.overviews
                first = overviews[0].connection.id if overviews else None
                navigator.open_connections(first, "setup")
            case NextStep.PEOPLE:
                paired = (each for each in snapshot.overviews if each.connection.is_paired)
                navigator.open_connections(next(paired).connection.id, "people")
