"""CRMs and performance reports: asked for and answered."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from app.api.bodies.common import Given, Moment, Told


class Provider(Told):
    """A CRM; `missing` names the variables that it lacks."""

    id: str = Field(examples=["hubspot"])
    label: str = Field(examples=["HubSpot"])
    base_url: str = Field(examples=["https://api.hubapi.com"])
    configured: bool
    missing: list[str] = Field(examples=[["PMS_HUBSPOT_PRIVATE_APP_TOKEN"]])
    timeout_ms: int = Field(examples=[15000])


class ProviderList(Told):
    """Every CRM, set up or not."""

    providers: list[Provider]


_Mark = Annotated[str, StringConstraints(max_length=200)]


class NewPush(Given):
    """A report to be sent; without `report` the current one. Of a report that is given only counts,
    and days under a period's name, are sent on.
    """

    report: dict[str, Any] | None = Field(default=None, examples=[{"bookings": 41}])
    tags: list[_Mark] | None = Field(default=None, max_length=20, examples=[["weekly"]])
    target: _Mark | None = None
    sent_at: Moment | None = None


class Push(Told):
    """A report that was sent, or is kept and will be."""

    success: bool
    provider: str = Field(examples=["hubspot"])
    status: Literal["sent", "pending"]
    report_id: str
    external_id: str | None
    correlation_id: str | None


_Count = Annotated[int | str, Field(description="A count; `<5` of one to four.", examples=[41])]
_Share = Annotated[int | None, Field(description="Whole percent.")]


class Period(Told):
    """The days of a report, both included."""

    key: str = Field(examples=["2026-W10"])
    from_: str = Field(alias="from", json_schema_extra={"format": "date"}, examples=["2026-03-02"])
    to: str = Field(json_schema_extra={"format": "date"}, examples=["2026-03-08"])
    timezone: str
    days_without_data: int


class Visits(Told):
    """Appointments of the period."""

    booked: _Count
    telehealth: _Count
    telehealth_percent: _Share
    did_not_attend: _Count
    did_not_attend_percent: _Share
    cancelled: _Count
    late_cancels: _Count


class ClinicianFigures(Told):
    """One column's, without a name; `held back` where it would give another one away."""

    clinician: str = Field(examples=["Clinician 1"])
    booked: _Count
    telehealth: _Count
    did_not_attend: _Count
    cancelled: _Count
    late_cancels: _Count


class Checks(Told):
    """How the syncs of the period ended."""

    checks: int
    worked: int
    partly: int
    failed: int


class BookingFigures(Told):
    """Bookings made in the period, and what became of them."""

    made: _Count
    confirmed: _Count
    failed: _Count
    cancelled: _Count


class Report(Told):
    """The analytics report: counts only, and no group so small that somebody could be told."""

    period: Period
    appointments: Visits
    clinicians: list[ClinicianFigures]
    sync: Checks
    bookings: BookingFigures
