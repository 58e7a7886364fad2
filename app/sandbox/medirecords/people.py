"""Made-up people of a Sydney specialist practice. Phones are numbers kept for fiction (ACMA).

Phones are digits only: ten of a mobile or a landline, nine where a spreadsheet ate the first
zero, eight of a landline without its area code.
"""

import datetime as dt
import typing as t
import uuid

from app.sandbox.directory import NAMESPACE
from app.sandbox.medirecords.records import Patient, Provider

_MR, _MRS, _MS, _MISS, _DR, _PROF = 315890000, 315890001, 315890002, 315890003, 315890004, 315890006

PROVIDERS: t.Final = tuple(
    Provider(
        id=str(uuid.uuid5(NAMESPACE, f"medirecords/provider/{family}")),
        family=family,
        given=given,
        title_code=title,
        active=active,
    )
    for title, given, family, active in (
        (_DR, "Aroha", "Tamihana", True),
        (_PROF, "Jiří", "Dvořák", True),
        (None, None, "Balasubramaniam", True),
        (_DR, "Seo-yeon", "Yoon", True),
        (_DR, "Marcus", "Featherstonehaugh", True),  # operates: one long list a day
        (_DR, "Hamish", "Okafor", False),
    )
)

# Title, given name, family name, born, gender, mobile, landline, has e-mail.
_Row = tuple[int | None, str | None, str, str, int, str | None, str | None, bool]
_ROWS: t.Final[tuple[_Row, ...]] = (
    (_MS, "Mei", "Tran", "1990-11-30", 2, "0491570157", None, True),
    (_MR, "Tariq", "Al-Masri", "1958-04-02", 1, "0491570006", "0255500121", True),
    (_MRS, "Salwa", "Al-Masri", "1961-12-24", 2, None, "0255500121", False),
    (_MR, "Łukasz", "Wójcik", "1984-07-19", 1, "0491570156", None, True),
    (_MRS, "Lupe", "Tuʻipulotu", "1972-03-08", 2, "0491570158", None, True),
    (_MR, "Sione", "Faleafa", "1995-09-14", 1, "0491570159", None, False),
    (_MS, "娜", "李", "1988-02-29", 2, "0491570110", None, True),
    (_MR, "Min-jun", "Baek", "2003-05-05", 1, "0491570313", None, True),
    (_MRS, "Sunita", "Shrestha", "1979-10-11", 2, "0491570737", None, True),
    (_MR, "Bikram", "Gurung", "1966-01-26", 1, "0491571266", None, False),
    (None, None, "Wirawan", "1949-06-17", 1, "0491571491", None, False),
    (None, None, "BAKER", "1938-08-08", 3, None, "55500134", False),
    (_MS, "Jacinta", "Widders", "1993-01-13", 2, "0491571804", None, True),
    (_MR, "Darren", "Towney", "1969-11-05", 1, "0491572549", "0270100117", True),
    (_MRS, "Maria-José", "Echeverría", "1955-05-20", 2, "0491572665", None, True),
    (_MR, "Ignatius", "Fernando", "1947-12-31", 1, None, "0270100125", False),
    (_MS, "Thảo Vy", "Huỳnh", "1998-08-23", 2, "0491572983", None, True),
    (_MISS, "Ruby", "Castellano", "2014-10-02", 2, "0491573770", None, True),
    (_MR, "Nicolò", "Castellano", "1983-03-27", 1, "0491573770", None, True),
    (_MR, "Björn", "Åkesson", "1976-06-06", 1, "0491573087", None, True),
    (_MS, "Siân", "Gwynne-Price", "1981-02-11", 2, "0491574118", None, True),
    (_MR, "Rajesh", "Krishnamurthy", "1963-09-09", 1, "0491574632", None, True),
    (_MRS, "Gowri", "Krishnamurthy", "1968-04-18", 2, "0491575254", None, False),
    (_MS, "Anastasia", "Popović", "1991-07-30", 2, "0491575789", None, True),
    (_MR, "Zoran", "Popovic", "1957-07-03", 1, "491576398", None, False),
    (_DR, "Fiona", "MacGillivray", "1970-12-12", 2, "0491576801", None, True),
    (_MS, "Liesel", "von Trapp-Nguyễn", "1996-03-03", 2, "0491577426", None, True),
    (_MR, "Kofi", "Asante", "1987-05-16", 1, "0491577644", None, True),
    (_MRS, "Beryl", "D’Arcy", "1934-01-19", 2, None, "55500158", False),
    (_MR, "Jock", "O'Shaughnessy", "1952-10-30", 1, "0491578957", None, True),
    (_MS, "Yuki", "Hasegawa", "2000-04-04", 2, "0491578148", None, True),
    (_MR, "Ah", "Tam", "1945-09-21", 1, "0491578888", None, False),
    (_MS, "Noor", "bint Rahman", "1999-11-27", 2, "0491579212", None, True),
    (_MR, "Christopher-James", "Wolfeschlegelstein", "1986-08-15", 1, "0491579760", None, True),
    (_MS, "Tilly", "Nance", "2019-02-14", 2, "0491579455", None, False),
    (_MRS, "Tran", "Mei", "1990-11-30", 2, "0491570157", None, False),
)

MERGED_PATIENT_ID: t.Final = str(uuid.uuid5(NAMESPACE, "medirecords/patient/merged"))
"""A row of the book names this patient, who is no longer there: merged into another file."""

PLACEHOLDER: t.Final = Patient(
    id=str(uuid.uuid5(NAMESPACE, "medirecords/patient/placeholder")),
    family="ONLINE BOOKING",
    birth_date=dt.date(1900, 1, 1),
    gender=3,
)
"""The patient in whose name a booking site holds a time."""


def patients() -> list[Patient]:
    return [_patient(number, row) for number, row in enumerate(_ROWS)]


def _patient(number: int, row: _Row) -> Patient:
    title, given, family, born, gender, mobile, landline, has_email = row
    return Patient(
        id=str(uuid.uuid5(NAMESPACE, f"medirecords/patient/{number}")),
        family=family,
        given=given,
        title_code=title,
        birth_date=dt.date.fromisoformat(born),
        gender=gender,
        phone=mobile,
        home_phone=landline,
        email=f"syd{number + 1:02}@example.com" if has_email else None,
    )
