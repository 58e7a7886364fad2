"""Passes over a moving list: when they agree, and what is made of them when they do not."""

import json
from dataclasses import replace

import pytest

from app.adapters.answer import Answer
from app.adapters.passes import MOST_PAGES, PageReader, digest_of, read_day
from app.adapters.pms.gentu.pages import read_page
from app.domain.errors import BadAnswer


class Book:
    """Serves pages of `size`; `before_page` may change the rows between requests."""

    def __init__(self, ids, *, size=2):
        self.ids, self.size, self.asked = list(ids), size, 0
        self.before_page = lambda: None

    async def ask(self, cursor):
        self.asked += 1
        self.before_page()
        start = int(cursor[1:]) if cursor else 0
        rows = [{"id": one, "startAt": "x"} for one in self.ids[start : start + self.size]]
        following = f"c{start + self.size}" if start + self.size < len(self.ids) else None
        return answer({"appointments": rows, "pagination": {"next": following, "limit": 2}})


def answer(page):
    return Answer(
        system="Gentu",
        status=200,
        content_type="application/json",
        retry_after=None,
        body=json.dumps(page).encode(),
    )


def reader(ask):
    return PageReader(
        ask=ask, digest=lambda one: digest_of(one.body, version=b"test"), decode=read_page
    )


async def test_one_page_is_read_once():
    book = Book(["a", "b"])
    read = await read_day(reader(book.ask), ())
    assert (book.asked, read.is_agreed, sorted(read.content.records)) == (1, True, ["a", "b"])


async def test_several_pages_are_read_twice_and_agree():
    book = Book(["a", "b", "c"])
    read = await read_day(reader(book.ask), ())
    assert (book.asked, read.is_agreed, sorted(read.content.records)) == (4, True, ["a", "b", "c"])


async def test_known_pages_are_neither_decoded_nor_read_twice(monkeypatch):
    book = Book(["a", "b", "c"])
    marks = (await read_day(reader(book.ask), ())).marks
    book.asked = 0
    monkeypatch.setattr(Answer, "json", lambda _self: pytest.fail("decoded a known page"))
    read = await read_day(reader(book.ask), marks)
    assert (book.asked, read.content, read.marks, read.is_agreed) == (2, None, marks, True)


async def test_a_known_page_beside_a_changed_one_is_decoded_too():
    book = Book(["a", "b", "c"])
    marks = (await read_day(reader(book.ask), ())).marks
    book.ids[2] = "d"
    read = await read_day(reader(book.ask), marks)
    assert sorted(read.content.records) == ["a", "b", "d"]
    assert read.is_agreed


async def test_fewer_pages_than_known_are_a_change():
    book = Book(["a", "b", "c", "d", "e"])
    marks = (await read_day(reader(book.ask), ())).marks
    book.ids = ["a", "b", "c"]
    assert sorted((await read_day(reader(book.ask), marks)).content.records) == ["a", "b", "c"]


async def test_a_row_that_slips_past_a_page_break_is_found_by_the_next_pass():
    book = Book(["a", "b", "c", "d"])

    def remove_first():
        if book.asked == 2:
            book.ids.remove("a")  # "c" now stands on the page already read

    book.before_page = remove_first
    read = await read_day(reader(book.ask), ())
    assert read.is_agreed
    assert sorted(read.content.records) == ["b", "c", "d"]


async def test_a_list_that_never_rests_is_the_union_and_not_agreed():
    book = Book(["a", "b", "c", "d"])
    book.before_page = lambda: book.ids.append(f"n{book.asked}") if book.asked < 40 else None
    read = await read_day(reader(book.ask), ())
    assert not read.is_agreed
    assert read.marks == ()
    assert {"a", "b", "c", "d", "n1"} <= set(read.content.records)


async def test_a_repeated_id_is_churn():
    book = Book(["a", "a"])
    read = await read_day(reader(book.ask), ())
    assert (book.asked, read.is_agreed, list(read.content.records)) == (3, False, ["a"])


async def test_of_several_passes_the_newest_word_counts_and_what_has_no_id_counts_once():
    asked = []

    async def ask(_cursor):
        asked.append(1)
        twice = {"id": "a", "startAt": f"of pass {len(asked)}"}
        return answer(
            {"appointments": [{"id": None}, 3, twice, twice], "pagination": {"next": None}}
        )

    read = await read_day(reader(ask), ())
    assert len(asked) == 3
    assert [one.reason for one in read.content.without_id] == ["id_missing", "not_an_object"]
    assert read.content.records["a"]["startAt"] == "of pass 3"


async def test_passes_that_differ_in_a_record_without_an_id_do_not_agree():
    book, nameless = Book(["a", "b", "c"]), {"id": None}

    async def ask(cursor):
        page = (await book.ask(cursor)).json_object()
        page["appointments"] += [nameless] if book.asked == 1 else []
        return answer(page)

    read = await read_day(reader(ask), ())
    assert (book.asked, read.is_agreed, read.content.without_id) == (6, True, [])


@pytest.mark.parametrize(
    "page",
    [
        [],
        {},
        {"appointments": None, "pagination": {"next": None}},
        {"appointments": []},
        {"appointments": [], "pagination": {}},
        {"appointments": [], "pagination": {"next": 5}},
        {"appointments": [], "pagination": {"next": ""}},
    ],
)
async def test_a_page_of_the_wrong_shape_is_a_bad_answer(page):
    async def ask(_cursor):
        return answer(page)

    with pytest.raises(BadAnswer):
        await read_day(reader(ask), ())


async def test_cursors_in_a_circle_and_without_end_are_bad_answers():
    asked = []

    async def circle(_cursor):
        asked.append(1)
        return answer({"appointments": [], "pagination": {"next": "again"}})

    async def endless(cursor):
        asked.append(1)
        assert len(asked) <= 2 + MOST_PAGES
        following = f"c{int((cursor or 'c0')[1:]) + 1}"
        return answer({"appointments": [], "pagination": {"next": following}})

    with pytest.raises(BadAnswer):
        await read_day(reader(circle), ())
    assert len(asked) == 2
    with pytest.raises(BadAnswer):
        await read_day(reader(endless), ())


async def test_pages_that_mean_other_rows_later_are_read_once_and_decoded_each_time():
    book = Book(["a", "b", "c"])
    timed = replace(reader(book.ask), is_timeless=False)
    marks = (await read_day(timed, ())).marks
    book.asked = 0
    read = await read_day(timed, marks)
    assert (book.asked, read.marks, read.is_agreed) == (2, marks, True)
    assert sorted(read.content.records) == ["a", "b", "c"]


def test_a_new_mapping_makes_new_digests():
    assert digest_of(b"{}", version=b"gentu-1") != digest_of(b"{}", version=b"gentu-2")
