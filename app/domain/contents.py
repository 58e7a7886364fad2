"""What is in RunSheet's data, in counts: for what goes when it goes."""

from dataclasses import dataclass

from app.domain.said import say_count, say_in_a_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Counts; `unsent`: bookings that no CRM has confirmed yet. `edits`: notes and changes that
    only this app has.
    """

    connections: int
    appointments: int
    edits: int
    bookings: int
    unsent: int

    def words(self) -> str:
        """`1 connection, 27 appointments, …`"""
        return say_in_a_row(
            ", ",
            (
                say_count(self.connections, "{n} connection", "{n} connections"),
                say_count(self.appointments, "{n} appointment", "{n} appointments"),
                say_count(
                    self.edits, "{n} note or change made here", "{n} notes or changes made here"
                ),
                self._booking_words(),
            ),
        )

    def _booking_words(self) -> str:
        if not self.unsent:
            return say_count(self.bookings, "{n} booking", "{n} bookings")
        return say_count(
            self.bookings,
            "{n} booking ({unsent} not sent yet)",
            "{n} bookings ({unsent} not sent yet)",
            unsent=self.unsent,
        )
