"""Made-up clinics and people of an allied-health group in Melbourne's west.

Phones are from the numbers kept for fiction (ACMA).
"""

import datetime as dt

from app.sandbox.halaxy.records import (
    Organization,
    Patient,
    Practitioner,
    PractitionerRole,
    ReferenceForm,
)

GROUP_ID = "PG-48213"
FOOTSCRAY_ID, SUNSHINE_ID = "CL-2210467", "CL-2210474"
_REFERRER_PRACTICE_ID = "SP-730118"

ORGANIZATIONS = (
    Organization(
        id=FOOTSCRAY_ID,
        name="Maribyrnong Allied Health – Footscray",
        part_of=GROUP_ID,
        phone="+61355500161",
    ),
    Organization(
        id=SUNSHINE_ID,
        name="Maribyrnong Allied Health – Sunshine",
        part_of=GROUP_ID,
        phone="+61355500162",
    ),
    Organization(id="FD-1190", name="Example Plan Managers"),
    Organization(id=_REFERRER_PRACTICE_ID, name="Kingsville Family Doctors"),
)

# The first four have a working day; then one who left, an administrator, an external referrer.
PRACTITIONERS = (
    Practitioner(
        id="PR-1500211",
        prefix="Ms",
        given="Imogen",
        family="Vasquez-Hart",
        email="i.vasquez-hart@example.com",
        phone="+61355500163",
        provider_number="2241871A",
        profession=("PHY", "Physiotherapist"),
    ),
    Practitioner(
        id="PR-1500228",
        given="Tāne",
        family="Rewiti",
        usual="Tāne",
        email="t.rewiti@example.com",
        provider_number="2241872B",
        profession=("OT", "Occupational therapist"),
    ),
    Practitioner(
        id="PR-1500235",
        prefix="Dr",
        given="Selin",
        family="Yıldız",
        usual="Sel",
        email="s.yildiz@example.com",
        profession=("PSY", "Clinical psychologist"),
    ),
    Practitioner(id="PR-1500242", prefix=None, given=None, family="Okonkwo-Bray"),
    Practitioner(
        id="PR-1500259",
        prefix="Mr",
        given="Declan",
        family="Farrelly",
        email="d.farrelly@example.com",
        active=False,
    ),
    Practitioner(id="PR-1500266", given="Lorraine", family="Peck", email="reception@example.com"),
    Practitioner(
        id="EP-9904417", prefix="Dr", given="Hamish", family="Buchanan", phone="+61370100164"
    ),
)

ROLES = (
    PractitionerRole(id="PR-2600011", practitioner_id="PR-1500211", organization_id=FOOTSCRAY_ID),
    PractitionerRole(
        id="PR-2600028",
        practitioner_id="PR-1500228",
        organization_id=FOOTSCRAY_ID,
        references=ReferenceForm.RELATIVE,
    ),
    PractitionerRole(
        id="PR-2600029",
        practitioner_id="PR-1500228",
        organization_id=SUNSHINE_ID,
        references=ReferenceForm.ROOTED,
    ),
    PractitionerRole(
        id="PR-2600035",
        practitioner_id="PR-1500235",
        organization_id=SUNSHINE_ID,
        references=ReferenceForm.ROOTED,
    ),
    PractitionerRole(id="PR-2600042", practitioner_id="PR-1500242", organization_id=SUNSHINE_ID),
    PractitionerRole(
        id="PR-2600059",
        practitioner_id="PR-1500259",
        organization_id=FOOTSCRAY_ID,
        active=False,
    ),
    PractitionerRole(
        id="EP-9914417", practitioner_id="EP-9904417", organization_id=_REFERRER_PRACTICE_ID
    ),
)

_Row = tuple[str | None, str | None, str | None, str | None, str | None, str | None, str | None]

# Prefix, given name, usual name, family name, born, gender, phone.
_ROWS: tuple[_Row, ...] = (
    ("Ms", "Alemitu", None, "Gebremariam", "1983-05-09", "female", "+61491570006"),
    ("Mr", "Abdirahman", "Abdi", "Warsame", "1990-11-30", "male", "+61491570156"),
    ("Ms", "Hodan", None, "Farah Jama", "1998-02-14", "female", "+61491570157"),
    ("Mrs", "Maricel", "Cel", "Dimaculangan", "1968-08-21", "female", "+61491570158"),
    ("Mr", "Jose Miguel", None, "Bautista", "1975-03-03", "male", "+61491570159"),
    ("Ms", "Sefina", None, "Tuilagi", "2002-12-25", "female", "+61491570110"),
    ("Mr", "Ioane", None, "Leota", "1955-06-17", "male", "+61355500164"),
    ("Mrs", "Bożena", None, "Wiśniewska", "1946-01-08", "female", "+61355500165"),
    ("Mr", "Zbigniew", "Zbyszek", "Kowalczyk", "1951-10-02", "male", "+61370100165"),
    ("Ms", "Çiğdem", None, "Aydın", "1987-07-19", "female", "+61491570313"),
    ("Mr", "Mehmet Ali", None, "Öztürk", "1962-04-11", "male", "+61491570737"),
    ("Ms", "Dilhani", None, "Wickramasinghe", "1979-09-27", "female", "+61491571266"),
    ("Mr", "Ruwan", None, "de Silva", "1993-01-16", "male", "+61491571491"),
    ("Mrs", "Ljubica", None, "Marković", "1942-02-02", "female", "+61355500166"),
    ("Mr", "Ante", None, "Šimunović", "1938-12-13", "male", None),
    ("Ms", "Carmen", None, "Zammit", "1959-05-31", "female", "+61491571804"),
    ("Mr", "Joe", None, "Borg", "1966-03-23", "male", "+61491572549"),
    ("Ms", "Ji-woo", None, "Park", "1996-10-06", "female", "+61491572665"),
    ("Mr", "Seung-hyun", None, "Choi", "1985-08-08", "male", "+61491572983"),
    ("Ms", "Parisa", None, "Hosseini", "1991-06-29", "female", "+61491573770"),
    ("Mr", "Farhad", None, "Moradi", "1973-11-11", "male", "+61491573087"),
    ("Ms", "Ximena", "Xime", "Sepúlveda Rojas", "1988-04-04", "female", "+61491574118"),
    ("Mx", "Robin", None, "Ashdown", "1999-09-09", "Non-binary (they/them)", "+61491574632"),
    ("Mx", "Kit", "Kit", "Delacroix-Moore", "2005-01-20", "Genderqueer", "+61491575254"),
    ("Mr", "Lachlan", None, "Farquhar", "2011-03-15", "male", "+61491575789"),
    ("Ms", "Matilda", "Tilly", "Farquhar", "2013-07-22", "female", "+61491575789"),
    ("Mrs", "Joy", None, "Adeyemi", "1971-12-01", "female", "+61491576398"),
    ("Mr", "Tunde", None, "Bello", "1982-02-18", "male", "+61491576801"),
    (None, "Wirihana", None, None, "1994-05-05", None, "+61491577426"),
    (None, None, None, "Sukarno", None, None, "+61491577644"),
    ("Ms", "Ebony", None, "Nicholls", "2000-10-31", "other", "+61491578957"),
    ("Mr", "Clarrie", None, "Pettigrew", "1934-08-15", "male", "+61370100166"),
    ("Mrs", "Dulcie", None, "Pettigrew", "1936-11-04", "female", "+61370100166"),
    ("Ms", "Marlee", None, "Atkinson", "1997-03-12", "female", "+61491578148"),
    ("Mr", "Harjit", None, "Gill", "1989-09-18", "male", "+61491578888"),
    ("Ms", "Nkechi", None, "Obi", "1986-06-06", "female", "+61491579212"),
)

# A file that the key's owner may not see in lists: `_include` leaves it out, `_id` finds it.
_LEFT_OUT = "Nicholls"

GONE_PATIENT_ID = "150000999"
"""Appointments name this patient; no read finds them."""


def patients() -> list[Patient]:
    return [_patient(number, row) for number, row in enumerate(_ROWS, start=1)]


def _patient(number: int, row: _Row) -> Patient:
    prefix, given, usual, family, born, gender, phone = row
    return Patient(
        id=str(150_000_000 + number * 7),
        prefix=prefix,
        given=given,
        usual=usual,
        family=family,
        birth_date=dt.date.fromisoformat(born) if born else None,
        gender=gender,
        phone=phone,
        email=f"client{number:02}@example.com" if number % 4 else None,
        active=number != 32,
        clinic_id=(FOOTSCRAY_ID, SUNSHINE_ID, None)[number % 3],
        is_included=family != _LEFT_OUT,
    )
