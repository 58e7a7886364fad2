"""Made-up people of a real suburb's mix. Phones are from the numbers kept for fiction (ACMA)."""

import datetime as dt
import uuid

from app.sandbox.gentu.practice import NAMESPACE
from app.sandbox.gentu.records import Patient, Practitioner

PRACTITIONERS = tuple(
    Practitioner(
        id=str(uuid.uuid5(NAMESPACE, f"gentu/practitioner/{family}")),
        family=family,
        given=given,
        prefix=prefix,
        email=email,
        phone=phone,
        active=active,
    )
    for prefix, given, family, email, phone, active in (
        ("Dr", "Priya", "Raghunathan", "p.raghunathan@example.com", "(03) 5550 0121", True),
        ("Dr", "Siobhán", "O'Sullivan", "s.osullivan@example.com", "(03) 5550 0122", True),
        ("A/Prof", "Minh", "Đặng", "m.dang@example.com", None, True),
        (None, None, "Papadakis", None, None, True),
        ("Dr", "Graeme", "Whitlock", "g.whitlock@example.com", "(03) 5550 0129", False),
    )
)

# Prefix, given name, family name, born, gender, phone, has e-mail.
_ROWS: tuple[tuple[str | None, str | None, str, str | None, str | None, str | None, bool], ...] = (
    ("Mrs", "Mary", "Johnson", "1951-02-11", "female", "0491 570 006", True),
    ("Ms", "Mary", "Johnston", "1978-09-30", "female", "0491 570 156", True),
    ("Mr", "Nguyễn Văn", "Hùng", "1964-06-03", "male", "0491 570 157", False),
    ("Ms", "Thị Lan", "Trần", "1989-12-19", "female", "0491 570 158", True),
    ("Mr", "Kevin", "Đặng", "2001-04-08", "male", "0491570159", True),
    ("Ms", "Linh", "Phạm", "1995-01-27", "female", "+61 491 570 110", True),
    ("Mrs", "Hoa", "Le", "1947-08-15", "female", "(03) 5550 0134", False),
    ("Mr", "Konstantinos", "Papadopoulos", "1943-05-21", "male", "(03) 5550 0141", False),
    ("Mrs", "Eleni", "Karagiannis", "1949-10-28", "female", "(03) 7010 0117", False),
    ("Ms", "Despina", "Hatzis", "1982-03-09", "female", "0491 570 313", True),
    ("Mr", "Theo", "Stavropoulos-Reid", "2012-07-14", "male", "0491 570 737", True),
    ("Mr", "Giuseppe", "D'Angelo", "1939-11-02", "male", "(03) 5550 0158", False),
    ("Mrs", "Concetta", "Di Pietro", "1944-04-17", "female", "(03) 7010 0125", False),
    ("Ms", "Francesca", "Bonacci", "1991-06-25", "female", "0491 571 266", True),
    ("Mr", "Luca", "Dell'Aquila", "1986-02-28", "male", "0491 571 491", True),
    ("Ms", "Aoife", "O'Brien", "1993-03-17", "female", "0491 571 804", True),
    ("Mr", "Patrick", "O’Connor", "1957-12-08", "male", "0491 572 549", True),
    ("Ms", "Niamh", "Ní Dhomhnaill", "1999-10-05", "female", "0491 572 665", True),
    ("Mr", "Seán", "McGrath", "1970-01-31", "male", "0491 572 983", False),
    ("Mrs", "Rima", "Haddad", "1966-09-12", "female", "0491 573 770", True),
    ("Mr", "Elias", "El-Khoury", "1959-07-07", "male", "0491 573 087", False),
    ("Ms", "Yasmin", "Abou-Chedid", "1997-11-23", "female", "0491 574 118", True),
    ("Mr", "Wei", "Zhang", "1984-02-02", "male", "0491 574 632", True),
    ("Ms", "Xiu Ying", "Li", "1962-05-16", "female", "0491 575 254", False),
    ("Mr", "Jun", "Wu", "2004-08-29", "male", "0491 575 789", True),
    ("Ms", "Grace", "Chan", "1975-04-04", "unspecified", "0491 576 398", True),
    ("Mr", "Arjun", "Venkataraman", "1988-10-10", "male", "0491 576 801", True),
    ("Mrs", "Harpreet", "Kaur", "1972-01-13", "female", "0491 577 426", True),
    ("Ms", "Ananya", "Chattopadhyay", "2000-06-18", "female", "0491 577 644", True),
    ("Mr", None, "Suryadi", "1953-03-26", "male", "0491 578 957", False),
    (None, None, "Thurga", None, None, "0491 578 148", False),
    ("Ms", "Zoë", "Müller", "1990-09-03", "female", "0491 578 888", True),
    ("Mr", "Jean-Luc", "Fontaine-Abbott", "1979-12-24", "male", "0491 579 212", True),
    ("Mrs", "Betty", "Fairweather", "1936-05-30", "female", "(03) 7010 0133", False),
    ("Mr", "Bruce", "Whitaker", "1961-08-19", "male", "0491 579 760", True),
    ("Ms", "Chloe", "Nguyen", "2015-02-20", "female", None, False),
    ("Mr", "Craig", "McAllister", "1969-11-11", "male", "0491 579 455", True),
    ("Ms", "Kirra", "Williams", "1994-07-01", "female", "0491 570 006", True),
    ("Mx", "Sam", "Worthington-Smythe", "1998-04-22", "unspecified", None, True),
    ("Mr", "Bill", "Ng", "1981-01-06", None, None, False),
)

_SUBURBS = (
    ("Brunswick East", "3057"),
    ("Coburg", "3058"),
    ("Preston", "3072"),
    ("Fitzroy", "3065"),
)

# Merged into another file at the vendor's: `include=patients` leaves this one out.
_LEFT_OUT = "Fairweather"


def patients() -> list[Patient]:
    return [_patient(number, row) for number, row in enumerate(_ROWS)]


def _patient(
    number: int,
    row: tuple[str | None, str | None, str, str | None, str | None, str | None, bool],
) -> Patient:
    prefix, given, family, born, gender, phone, has_email = row
    return Patient(
        id=str(uuid.uuid5(NAMESPACE, f"gentu/patient/{number}")),
        prefix=prefix,
        given=given,
        family=family,
        birth_date=dt.date.fromisoformat(born) if born else None,
        gender=gender,
        phone=phone,
        phone_use="home" if phone and phone.startswith("(") else "mobile",
        email=f"patient{number + 1:02}@example.com" if has_email else None,
        suburb=None if number % 7 == 5 else _SUBURBS[number % 4],
        medicare=f"2{950000000 + number * 1013:09}" if number % 3 else None,
        is_included=family != _LEFT_OUT,
    )
