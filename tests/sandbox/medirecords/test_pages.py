"""Pages of appointments: the query's strictness, filters, sizes, churn."""

import datetime as dt
import itertools

import pytest

from app.sandbox import MediRecordsQuirks, running_medirecords


@pytest.fixture
def get(client, home):
    def appointments(**query):
        return client.get(f"{home}/appointments", params=query)

    return appointments


def ids(pages):
    return [row["id"] for page in pages for row in page["data"]]


def test_the_pages_of_a_day_are_its_whole_book_in_order(medirecords, all_pages, day_query):
    pages = all_pages({**day_query, "size": 7})
    assert [page["page"] for page in pages] == list(range(10))
    assert [page["first"] for page in pages] == [True] + [False] * 9
    day = dt.date(2026, 1, 15)
    assert ids(pages) == [row.id for row in medirecords.practice.appointments(day)]
    times = [row["scheduleTime"] for page in pages for row in page["data"]]
    assert times == sorted(times)
    assert {(page["totalElements"], page["totalPages"]) for page in pages} == {(66, 10)}
    assert sum(page["numberOfElements"] for page in pages) == 66
    assert medirecords.violations == []


def test_without_a_size_a_page_has_20_rows(get, day_query):
    page = get(**day_query).json()
    assert (page["size"], len(page["data"]), page["page"]) == (20, 20, 0)


def test_a_size_beyond_the_largest_becomes_the_largest(medirecords, client_of, get, day_query):
    assert get(size=500).json()["size"] == 200
    quirks = MediRecordsQuirks(largest_size=25)
    with running_medirecords(medirecords.practice, quirks=quirks) as other:
        path = f"/practices/{other.account_id}/appointments"
        page = client_of(other).get(path, params={**day_query, "size": 200, "page": 2}).json()
    assert (page["size"], page["numberOfElements"], page["last"]) == (25, 16, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "-1"),
        ("page", "one"),
        ("page", "01"),
        ("size", "0"),
        ("size", ""),
        ("appointmentDateRangeStart", "2026-01-15"),
        ("appointmentDateRangeStart", "2026-01-15T00:00:00"),
        ("appointmentDateRangeStart", "2026-01-15T00:00+11:00"),
        ("appointmentDateRangeStart", "2026-02-30T00:00"),
        ("appointmentDateRangeStart", "2026-01-16T00:00"),
        ("providerId", "1"),
        ("patientId", ""),
        ("appointmentStatus", "1"),
        ("appointmentStatus", "2,3"),
        ("urgency", "3"),
        ("limit", "20"),
        ("cursor", "1"),
    ],
)
def test_a_wrong_value_is_400(medirecords, get, day_query, name, value):
    assert get(**day_query).status_code == 200
    assert get(**{**day_query, name: value}).status_code == 400
    assert len(medirecords.violations) == 1


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("providerId", "providerId"),
        ("patientId", "patientId"),
        ("appointmentStatus", "appointmentStatus"),
        ("appointmentTypeId", "appointmentTypeId"),
        ("roomId", "roomId"),
        ("urgency", "urgency"),
    ],
)
def test_a_filter_leaves_the_rows_that_have_the_value(all_pages, day_query, name, field):
    rows = all_pages({**day_query, "size": 200})[0]["data"]
    value = next(row[field] for row in rows[8:] if row[field] is not None)
    expected = [row["id"] for row in rows if row[field] == value]
    assert ids(all_pages({**day_query, name: value, "size": 200})) == expected
    assert 0 < len(expected) < len(rows) or name == "urgency"


def test_people_and_types_are_filtered(all_pages):
    names = [
        {
            row["lastName"]
            for page in all_pages({"status": status}, "/providers")
            for row in page["data"]
        }
        for status in ("Active", "Inactive")
    ]
    assert (len(names[0]), names[1]) == (5, {"Okafor"})
    (active,) = all_pages({"activeStatus": 1}, "/appointment-types")
    (by_video,) = all_pages({"telehealth": "true"}, "/appointment-types")
    assert (len(active["data"]), len(by_video["data"])) == (7, 1)


def test_both_ends_of_the_range_are_included_and_are_the_practices_wall_clock(get, day_query):
    row = get(**day_query).json()["data"][3]
    minute = row["scheduleTime"]
    found = get(appointmentDateRangeStart=minute, appointmentDateRangeEnd=minute).json()["data"]
    assert row in found
    assert {one["scheduleTime"] for one in found} == {minute}


def test_unchanged_data_gives_the_same_bytes(get, day_query):
    first, second = (get(**day_query).content for _ in range(2))
    assert first == second


def test_a_row_deleted_on_the_first_page_hides_one_of_the_second(medirecords, get, day_query):
    before = ids([get(**day_query, size=10, page=number).json() for number in range(3)])
    first = ids([get(**day_query, size=10).json()])
    medirecords.practice.delete(first[0])
    second = ids([get(**day_query, size=10, page=1).json()])
    assert before[10] not in first + second
    assert second == before[11:21]


def test_a_row_inserted_on_the_first_page_shows_one_twice(medirecords, get, day_query):
    first = ids([get(**day_query, size=10).json()])
    row = medirecords.practice.appointment(first[0])
    medirecords.practice.add(practitioner_id=row.practitioner_id, start=row.start, minutes=5)
    second = ids([get(**day_query, size=10, page=1).json()])
    assert second[0] == first[-1]


def test_churn_can_happen_between_the_pages(medirecords, day_query, all_pages):
    count = itertools.count(1)

    def delete_one(call):
        if call.path.endswith("/appointments"):
            rows = medirecords.practice.appointments()
            medirecords.practice.delete(rows[next(count)].id)

    medirecords.on_request.append(delete_one)
    before = len(medirecords.practice.appointments())
    pages = all_pages({**day_query, "size": 10})
    assert len(medirecords.practice.appointments()) == before - len(pages)
