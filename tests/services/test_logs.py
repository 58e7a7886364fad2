"""The log file: typed facts only, foreign words never, and what slips in is masked and counted."""

import logging
import re
from enum import StrEnum
from uuid import uuid4

import pytest

from app.domain.audit import Deed
from app.domain.sync_run import SyncStatus, SyncTrigger
from app.services import log_facts
from app.services.log_facts import FACTS, Event, fitting
from app.services.logs import (
    caught,
    close_logging,
    configure_logging,
    drop_old_logs,
    log_bug,
    log_event,
)

ID = str(uuid4())


@pytest.fixture
def log(tmp_path):
    """Reads the file that this process logs to."""
    configure_logging(tmp_path)
    yield lambda: (tmp_path / "logs" / "runsheet.log").read_text("utf-8").splitlines()
    close_logging()


def forget():
    """What a test wants caught must not fail it afterwards."""
    found = caught.left_out, caught.masked
    caught.left_out = caught.masked = 0
    return found


def test_every_event_has_its_facts_and_our_own_words_fit():
    assert set(FACTS) == set(Event)
    own: list[type[StrEnum]] = [SyncTrigger, SyncStatus, Deed]
    for each in [word for kind in own for word in kind]:
        assert log_facts._WORD(each.value), each


def test_an_event_is_written_as_it_was_told(log):
    log_event(Event.SYNC_ENDED, connection=ID, run=ID, status="success", code=None, fetched=60)
    line = log()[-1]
    assert re.fullmatch(
        rf"\S+Z INFO sync_ended connection={ID} run={ID} status=success code=None fetched=60", line
    )


@pytest.mark.proves("S2")
def test_what_an_event_has_no_place_for_is_left_out_and_counted(log):
    log_event(Event.SYNC_ENDED, connection="Mary", who="Mary", status="Mary Johnson", fetched=True)
    assert log()[-1].endswith("INFO sync_ended left_out=4")
    assert forget() == (4, 0)


@pytest.mark.parametrize("value", ["Mary", "0491570006", "MARY-1", "mary johnson", "=1+1", ""])
@pytest.mark.proves("S2")
def test_no_fact_of_an_event_takes_a_free_text(value):
    for event, facts in FACTS.items():
        words = {name for name in facts if facts[name] is log_facts._WORD}
        taken = fitting(event, dict.fromkeys(facts, value))
        assert taken == {}, (event, words)


@pytest.mark.expected_logs("httpx")
@pytest.mark.proves("S2")
def test_a_foreign_librarys_line_is_its_name_and_level_alone(log):
    logging.getLogger("httpx").warning("GET https://vendor/patients?name=Johnson")
    assert log()[-1].endswith(" WARNING httpx")


@pytest.mark.expected_logs("runsheet.events")
@pytest.mark.proves("S2")
def test_a_bug_is_its_classes_and_our_lines_without_its_message(log):
    try:
        int("Mary Johnson 0491 570 006")
    except ValueError as error:
        log_bug(error)
    assert log()[-1] == "  builtins.ValueError"
    assert "Johnson" not in "\n".join(log())


@pytest.mark.proves("S2")
def test_what_looks_like_a_secret_or_a_person_is_masked_and_counted(log):
    record = {"facts": {"x": "mary@example.org 0491 570 006 eyJhbGciOiJ.eyJzdWIi.abc"}}
    logging.getLogger("runsheet.events").info(Event.BUG, extra=record)
    line = log()[-1]
    assert "mary@" not in line
    assert "0491" not in line
    assert "eyJ" not in line
    assert forget() == (0, 3)


def test_what_is_older_than_two_weeks_goes_out_of_a_log_that_is_still_written(log, tmp_path):
    (young,) = log()
    path = tmp_path / "logs" / "runsheet.log"
    old = "2020-01-01T00:00:00Z ERROR bug\n  builtins.KeyError\n    app/old.py:1:old\n"
    path.write_text(f"{old}{young}\n", "utf-8")
    drop_old_logs(tmp_path)
    log_event(Event.RESTORED)
    first, second = log()
    assert first == young
    assert second.endswith(" restored")
    path.write_text(old, "utf-8")
    drop_old_logs(tmp_path)
    assert log() == []
