"""A MediRecords practice whose book changes while it is served; callable from any thread."""

import datetime as dt
import typing as t
import uuid
import zoneinfo

from app.sandbox.book import Book, CancelBy
from app.sandbox.directory import NAMESPACE
from app.sandbox.medirecords.codes import interval_code
from app.sandbox.medirecords.records import (
    Appointment,
    AppointmentType,
    Patient,
    Provider,
    Status,
)

_FIRST_CHANGE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class MediRecordsPractice(Book[Provider, AppointmentType, Patient, Appointment]):
    """The records of one practice. The vendor never tells `zone`; times are written in it."""

    def __init__(
        self, *, practice_id: str, name: str = "Practice", zone: str = "Australia/Sydney"
    ) -> None:
        super().__init__(account_id=practice_id)
        self.name = name
        self.zone = zone
        self.is_open = True

    @property
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone)

    def slot_locks(self) -> list[Appointment]:
        """The rows that a booking site holds for a moment; deleting one frees the time."""
        return [row for row in self.appointments() if row.is_slot_lock]

    def cancel(self, id_: str, *, by: CancelBy = "both") -> Appointment:
        """Status 8, the only way there is, with a reason unless it is `by` the status alone."""
        reason = None if by == "status" else 1
        return self.change(id_, status=int(Status.CANCELLED), cancellation_reason=reason)

    def is_cancelled(self, appointment: Appointment) -> bool:
        return appointment.status == Status.CANCELLED

    def mark_arrived(self, id_: str) -> Appointment:
        """The patient sits in the waiting room."""
        return self.change(id_, status=int(Status.WAITING_ROOM))

    def change(self, id_: str, **changes: t.Any) -> Appointment:
        """Replace any fields; the time of the change grows with `revision`, not with the clock."""
        with self.lock:
            moment = _FIRST_CHANGE + dt.timedelta(seconds=self.revision)
            return super().change(id_, **{"updated_at": moment, **changes})

    def add_practitioner(self, family: str, given: str | None = None) -> Provider:
        with self.lock:
            name = f"medirecords/added/provider/{len(self._practitioners)}/{family}"
            id_ = str(uuid.uuid5(NAMESPACE, name))
            return self.put_practitioner(Provider(id=id_, family=family, given=given))

    def pair(self) -> None:
        """A token opens the practice from the first day; undoes `revoke`."""
        self.is_open = True

    def revoke(self) -> None:
        """The practice switches the app off: everything is 403 from now on."""
        self.is_open = False

    def _made(self, *, minutes: int, **facts: t.Any) -> Appointment:
        """Without a type or a patient it is the first one's: the vendor knows no row without."""
        with self.lock:
            facts.setdefault("type_id", next(iter(self._types)))
            facts.setdefault("interval_code", interval_code(minutes))
            if not facts.get("patient_ids"):
                facts["patient_ids"] = (next(iter(self._patients)),)
        return Appointment(**facts)
