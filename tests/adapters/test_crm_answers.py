"""What the answers of all CRMs have in common, whatever its own codes are."""

import pytest

from app.adapters.answer import Answer
from app.adapters.crm_answers import facts_of, told, trace_of, trouble, written
from app.domain.errors import Blocked, OutcomeUnknown, TooSlow, VendorTrouble

HTML = (b"<html>", "text/html")


def answer(status, body=b"{}", content_type="application/json", **more):
    return Answer(
        system="A CRM",
        status=status,
        content_type=content_type,
        retry_after=None,
        body=body,
        **more,
    )


@pytest.mark.parametrize(
    ("came", "kind"),
    [
        (answer(200), None),
        (answer(204, b"", ""), None),
        (answer(200, *HTML), Blocked),
        (answer(200, b"<html>"), Blocked),
        (answer(302, b"", ""), Blocked),
        (answer(303), Blocked),
        (answer(400), None),
        (answer(404, *HTML), Blocked),
        (answer(404, b"", ""), Blocked),
        (answer(407), Blocked),
        (answer(408, *HTML), TooSlow),
        (answer(500, *HTML), VendorTrouble),
        (answer(511), Blocked),
    ],
)
def test_trouble_on_the_way_is_told_from_the_crms_own_word(came, kind):
    assert type(trouble(came)) is (type(None) if kind is None else kind)


@pytest.mark.parametrize("body", [b"[1]", b"null", b"no json", b"\xff", b""])
def test_what_is_no_object_tells_nothing(body):
    assert told(answer(200, body)) == {}


def test_an_id_for_support_is_the_bodys_else_the_headers_and_never_a_text():
    assert trace_of(answer(400, b'{"trace":"abc-1"}', correlation_id="h"), "trace") == "abc-1"
    assert trace_of(answer(400, b'{"trace":"Sara Ali"}', correlation_id="h"), "trace") == "h"
    assert trace_of(answer(400, b'{"trace":"abc-1"}', "text/plain"), "trace") is None
    assert facts_of(answer(400), "abc") == {"system": "A CRM", "correlation_id": "abc"}
    assert facts_of(answer(400), None) == {"system": "A CRM"}


def test_the_record_of_a_write_is_read_where_it_stands():
    assert written(answer(201, b'{"id":"7","a":1}')) == {"id": "7", "a": 1}
    assert written(answer(200, b'{"note":{"id":"8"}}'), "note") == {"id": "8"}
    assert written(answer(200, b'{"results":[{"id":"9"}]}'), "results", 0) == {"id": "9"}


@pytest.mark.parametrize(
    ("came", "path"),
    [
        (answer(200, b'{"id":7}'), ()),
        (answer(200, b'{"id":"Sara Ali"}'), ()),
        (answer(200, b"<html>", "text/html"), ()),
        (answer(400, b'{"id":"7"}'), ()),
        (answer(200, b'{"id":"7"}'), ("note",)),
        (answer(200, b'{"results":[]}'), ("results", 0)),
        (answer(200, b'{"results":7}'), ("results", 0)),
    ],
)
def test_a_write_whose_record_cant_be_read_may_have_been_done(came, path):
    with pytest.raises(OutcomeUnknown):
        written(came, *path)
