"""The parts of the form together: what stands in them as a request, and what is wrong with it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.booking_clash import Plan
from app.domain.booking_request import BookingRequest
from app.domain.crm import CrmProvider
from app.ui.bookings.form.field import Field
from app.ui.bookings.form.job import Job, Kind
from app.ui.bookings.form.person_part import PersonPart
from app.ui.bookings.form.start import FormStart
from app.ui.bookings.form.what_part import WhatPart
from app.ui.bookings.form.when_part import WhenPart
from app.ui.theme import Theme

NO_TIME_YET = "not told"
"""Stands for a start that can't be read, which `problems` names."""


class FormParts:
    """1 Person, 2 What, 3 When."""

    def __init__(self, theme: Theme) -> None:
        self.person, self.what, self.when = PersonPart(theme), WhatPart(theme), WhenPart(theme)

    def request(self, job: Job, provider: CrmProvider) -> BookingRequest:
        """What is asked for now."""
        when, what = self.when, self.what
        return BookingRequest(
            provider=provider.id,
            patient=self.person.person,
            service=what.service_name,
            start=when.start_at or NO_TIME_YET,
            duration_minutes=what.minutes,
            timezone=job.timezone,
            doctor_name=what.doctor or None,
            clinic_branch=what.branch_name or None,
            notes=what.note or None,
            sends_notes=what.note_goes,
            run_sheet_appointment_id=job.row_id,
            **_kept(job),
        )

    def problems(self, label: str) -> dict[str, str]:
        """What the form alone can tell, by the field's name in the HTTP API."""
        found = {}
        if any(self.person.asked) and not self.person.is_decided:
            has_people = bool(self.person.candidates.people)
            name = "patient.externalContactId" if has_people else "patient.phone"
            wait = f"Press Enter to look in {label} first."
            found[name] = "Choose who it is, or Someone new." if has_people else wait
        if (self.what.length_text or self.what.service_name) and self.what.minutes is None:
            found["durationMinutes"] = "The length is a whole number of minutes."
        if self.when.problem:
            found["startTime"] = self.when.problem
        return found

    def plan(self, job: Job) -> Plan | None:
        """What may clash; None while there is no time."""
        start, length = self.when.start_at, self._length(job)
        if start is None or length is None:
            return None
        kept = job.booking.order if job.booking is not None else None
        is_move = job.kind is Kind.MOVE and kept is not None
        return Plan(
            person=kept.person if is_move and kept else self.person.person,
            doctor=kept.doctor_name if is_move and kept else self.what.doctor,
            start_at=start,
            end_at=start + length,
            row_id=job.row_id,
            booking_id=job.booking.id if job.booking is not None else None,
        )

    def draft(self, job: Job, provider: CrmProvider | None) -> FormStart:
        """Everything that stands in it, to be put in again."""
        person = self.person.person
        return FormStart(
            provider=provider.id if provider is not None else None,
            first_name=person.first_name or "",
            last_name=person.last_name or "",
            phone=person.phone or "",
            email=person.email or "",
            contact_id=person.external_contact_id,
            service=self.what.service_name,
            doctor=self.what.doctor,
            branch=self.what.branch_name,
            day=self.when.day,
            at=self.when.clock,
            length_minutes=self.what.minutes if self.what.service_name else None,
            timezone=job.timezone,
            notes=self.what.note,
            sends_notes=self.what.sends_notes,
            run_sheet_appointment_id=job.row_id,
            reference=job.reference,
        )

    def say(self, problems: Mapping[str, str]) -> str:
        """Says each problem at its field; gives back those that belong to none, as sentences."""
        left = dict(problems)
        self.person.say(left.pop("patient.externalContactId", ""))
        if not self.person.shows_names:
            left.pop("patient.firstName", None)
            left.pop("patient.lastName", None)
        for name, field in self._fields():
            field.say(left.pop(name, ""))
        return " ".join(left.values())

    def first_wrong(self) -> QWidget | None:
        """The topmost box that something was said against."""
        wrong = [field.box for _, field in self._fields() if field.problem]
        dots = self.person.candidates.dots
        if self.person.problem and dots and not self.person.phone.problem:
            return dots[0]
        return wrong[0] if wrong else None

    def focus_open(self) -> bool:
        """Puts the focus where the first open question is; False when there is none."""
        questions = (
            (self.person.phone, not any(self.person.asked)),
            (self.what.service, not self.what.service_name),
            (self.when.at, self.when.clock is None),
        )
        for field, is_open in questions:
            if is_open:
                field.box.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _length(self, job: Job) -> timedelta | None:
        if job.kind is Kind.MOVE and job.booking is not None:
            return job.booking.order.length
        return timedelta(minutes=self.what.minutes) if self.what.minutes else None

    def _fields(self) -> tuple[tuple[str, Field], ...]:
        """From top to bottom."""
        return (
            ("patient.phone", self.person.phone),
            ("patient.email", self.person.email),
            ("patient.firstName", self.person.first),
            ("patient.lastName", self.person.last),
            ("service", self.what.service),
            ("durationMinutes", self.what.length),
            ("doctorName", self.what.clinician),
            ("clinicBranch", self.what.branch),
            ("notes", self.what.notes),
            ("startTime", self.when.at),
        )


def _kept(job: Job) -> dict[str, Any]:
    """What a mended booking carries that the form doesn't show."""
    if job.booking is None:
        return {}
    extra = job.booking.extra
    return {
        "location_id": job.booking.order.location_id,
        "source": job.booking.source,
        "price": extra.get("price"),
        "currency": extra.get("currency"),
        "metadata": extra.get("metadata") or {},
    }
