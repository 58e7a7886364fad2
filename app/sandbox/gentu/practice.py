"""A Gentu practice whose book changes while it is served; callable from any thread."""

import datetime as dt
import typing as t
import uuid
import zoneinfo

from app.sandbox.book import Book, CancelBy, book_order
from app.sandbox.directory import NAMESPACE, Unknown
from app.sandbox.gentu.records import Appointment, AppointmentType, Patient, Practitioner

__all__ = ["NAMESPACE", "Practice", "Unknown", "book_order"]


class Practice(Book[Practitioner, AppointmentType, Patient, Appointment]):
    """The records of one tenant."""

    def __init__(
        self,
        *,
        tenant_id: str,
        name: str | None,
        zone: str | None = "Australia/Melbourne",
        number: str | None = "20417",
    ) -> None:
        super().__init__(account_id=tenant_id)
        self.name = name
        self.zone = zone  # None: the tenant answers without a zone; times keep Melbourne's
        self.number = number
        self.access: t.Literal["never", "enabled", "disabled"] = "never"

    @property
    def tenant_id(self) -> str:
        return self.account_id

    @tenant_id.setter
    def tenant_id(self, id_: str) -> None:
        self.account_id = id_

    @property
    def tzinfo(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone or "Australia/Melbourne")

    def cancel(
        self, id_: str, *, by: CancelBy = "both", at: dt.datetime | None = None
    ) -> Appointment:
        """Cancel by the status, by the `cancelled-at` extension, or by both."""
        appointment = self.appointment(id_)
        changes: dict[str, t.Any] = {}
        if by != "extension":
            changes["status"] = "cancelled"
        if by != "status":
            changes["cancelled_at"] = at or appointment.start - dt.timedelta(hours=17)
        return self.change(id_, **changes)

    def is_cancelled(self, appointment: Appointment) -> bool:
        return appointment.status == "cancelled" or appointment.cancelled_at is not None

    def mark_arrived(self, id_: str, *, at: dt.datetime | None = None) -> Appointment:
        start = self.appointment(id_).start
        return self.change(id_, arrived_at=at or start - dt.timedelta(minutes=7))

    def add_practitioner(self, family: str, given: str | None = None) -> Practitioner:
        with self.lock:
            name = f"added/practitioner/{len(self._practitioners)}/{family}"
            id_ = str(uuid.uuid5(NAMESPACE, name))
            return self.put_practitioner(Practitioner(id=id_, family=family, given=given))

    def pair(self) -> None:
        self.access = "enabled"

    def revoke(self) -> None:
        """The practice switches the app off: listed as `disabled`, everything else is 403."""
        self.access = "disabled"

    def _made(self, *, minutes: int, **facts: t.Any) -> Appointment:
        return Appointment(minutes=minutes, **facts)
