"""The audit trail's chain: whatever is done to it afterwards is found."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.audit import START, Anchor, AuditEntry, Deed, judge, link_of, seal_of

KEY = bytes(range(32))
BEGAN = datetime(2026, 3, 4, 22, 0, tzinfo=UTC)
COUNT = 300


def chain():
    entries, before = [], START
    for number in range(1, COUNT + 1):
        bare = AuditEntry(
            number=number,
            at=BEGAN + timedelta(seconds=number),
            by="kim",
            pc="DESK-1",
            through="window",
            deed=Deed.ROW_EDITED,
            objects=(f"row-{number}",),
            link="",
        )
        entries.append(replace(bare, link=link_of(bare, before, key=KEY)))
        before = entries[-1].link
    return entries, anchored(entries)


def anchored(entries):
    ends = {"first": 1, "before": START, "last": len(entries), "link": entries[-1].link}
    return Anchor(**ends, seal=seal_of(**ends, key=KEY))


def test_an_untouched_chain_is_whole():
    entries, anchor = chain()
    verdict = judge(entries, anchor, key=KEY)
    assert verdict.is_whole
    assert verdict.count == COUNT
    assert judge([], None, key=KEY).is_whole


@pytest.mark.parametrize("change", [
    {"at": BEGAN},
    {"by": "robin"},
    {"pc": "DESK-2"},
    {"through": "token main"},
    {"deed": Deed.LIST_SEEN},
    {"objects": ("row-0",)},
    {"objects": ()},
    {"link": START},
])  # fmt: skip
@pytest.mark.proves("S11")
def test_a_changed_fact_is_found_wherever_it_is(change):
    entries, anchor = chain()
    for place in random.Random(1).sample(range(COUNT), 100):
        touched = [*entries[:place], replace(entries[place], **change), *entries[place + 1 :]]
        assert judge(touched, anchor, key=KEY).broken_at == place + 1


def test_an_entry_taken_out_put_twice_or_moved_is_found_wherever_it_is():
    entries, anchor = chain()
    for place in random.Random(2).sample(range(COUNT - 1), 100):
        out = [*entries[:place], *entries[place + 1 :]]
        twice = [*entries[: place + 1], *entries[place:]]
        moved = [*entries[:place], entries[place + 1], entries[place], *entries[place + 2 :]]
        for touched in (out, twice, moved):
            assert not judge(touched, anchor, key=KEY).is_whole


def test_an_end_that_was_cut_off_is_found_also_where_the_anchor_was_written_anew():
    entries, anchor = chain()
    assert judge(entries[:-1], anchor, key=KEY).broken_at == COUNT
    without_key = replace(anchor, last=COUNT - 1, link=entries[-2].link)
    assert judge(entries[:-1], without_key, key=KEY).broken_at == COUNT
    assert not judge(
        entries[1:], replace(anchor, first=2, before=entries[0].link), key=KEY
    ).is_whole
    assert not judge(entries, None, key=KEY).is_whole
    assert not judge([], anchor, key=KEY).is_whole


def test_a_chain_that_somebody_made_without_the_key_is_found():
    entries, _ = chain()
    other = bytes(32)
    assert judge(entries, anchored(entries), key=other).broken_at == 1
