"""What is in RunSheet's data, in counts: for what goes when it goes."""

from dataclasses import dataclass

from app.domain.words import count_words


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
        bookings = count_words(self.bookings, "booking")
        if self.unsent:
            bookings += f" ({self.unsent} not sent yet)"
        return ", ".join(
            (
                count_words(self.connections, "connection"),
                count_words(self.appointments, "appointment"),
                count_words(self.edits, "note or change made here", "notes or changes made here"),
                bookings,
            )
        )
