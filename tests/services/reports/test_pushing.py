"""A report's way to each CRM: once, whatever the network does, and exactly as it was shown."""

import asyncio
import contextlib

import keyring
import keyring.errors
import pytest

from app.domain.errors import CrmNotSetUp, InvalidRequest
from app.domain.report_push import PushState
from app.services.bookings.helpers import push_performance_report
from app.services.changes import Topic
from app.store import reports as stored
from tests.services.reports.conftest import SHELVES, Shelf, looking, recorded, sending
from tests.support.desk import Clock
from tests.support.waiting import until


@pytest.fixture(params=SHELVES)
def shelf(request) -> Shelf:
    return SHELVES[request.param]


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_a_report_arrives_and_stands_in_the_history(tmp_path, shelf, clock):
    with shelf.running() as sandbox:
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            heard = []
            desk.services.changes.subscribe(lambda change: heard.append(change.topic))
            push = await desk.push(shelf.provider, tags=["weekly"], target="front-desk")
            assert (push.state, push.error, push.is_resend) == (PushState.DONE, None, False)
            assert push.external_id
            assert await desk.reports.history() == (push,)
            assert heard.count(Topic.REPORTS) == 2
        (text,) = shelf.kept(sandbox)
        assert "2026-03-02..2026-03-04" in text
        assert "weekly" in text
        assert "front-desk" in text
        assert sandbox.violations == []


async def test_the_same_report_is_found_and_not_made_twice_and_a_resend_says_so(
    tmp_path, shelf, clock
):
    with shelf.running() as sandbox:
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            first = await desk.push(shelf.provider)
            clock.advance(minutes=5)
            again = await desk.reports.send_again(first.id)
            assert (again.state, again.is_resend) == (PushState.DONE, True)
            assert again.external_id == first.external_id
            assert [each.id for each in await desk.reports.history()] == [again.id, first.id]
        assert len(shelf.kept(sandbox)) == 1
        assert sandbox.violations == []


async def test_offline_it_waits_and_is_sent_once_when_its_turn_has_come(tmp_path, shelf, clock):
    with shelf.running() as sandbox:
        environment, port = sandbox.environment, sandbox.port
    async with sending(tmp_path, environment, clock) as desk:
        push = await desk.push(shelf.provider)
        assert (push.state, push.error_code) == (PushState.PENDING, "NET-02")
        assert push.next_try_at > clock()
        with shelf.running(port=port) as sandbox:
            await desk.reports.send_due()
            assert sandbox.requests == [], "its turn has not come"
            clock.advance(minutes=1)
            await desk.reports.send_due()
            await desk.reports.send_due()
            done = await desk.reports.get(push.id)
            assert (done.state, done.attempts, done.error) == (PushState.DONE, 2, None)
            assert len(shelf.kept(sandbox)) == 1


async def test_sent_twice_while_offline_it_waits_once(tmp_path, clock):
    shelf = SHELVES["hubspot"]
    with shelf.running() as sandbox:
        environment = sandbox.environment
    async with sending(tmp_path, environment, clock) as desk:
        first, second = await desk.push(shelf.provider), await desk.push(shelf.provider)
        assert first.id == second.id
        assert len(await desk.reports.history()) == 1


@pytest.mark.parametrize("fault", ["lost_answer", "status_500_after", "late_commit"])
async def test_after_a_lost_answer_it_is_looked_for_before_it_is_made_again(
    tmp_path, shelf, clock, fault
):
    with shelf.running() as sandbox:
        sandbox.faults.add(fault, method="POST", path=shelf.path, times=1)
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            push = await desk.push(shelf.provider)
            assert (push.state, push.error_code) == (PushState.PENDING, "WRITE-03")
            assert (push.next_try_at - clock()).total_seconds() >= 90
            sandbox.commit_late()
            clock.advance(seconds=91)
            with recorded(sandbox) as calls:
                await desk.reports.send_due()
            done = await desk.reports.get(push.id)
            assert (done.state, done.error_code) == (PushState.DONE, None)
            assert done.external_id
            assert not [one for one in calls if one.method == "POST" and shelf.path in one.path]
        assert len(shelf.kept(sandbox)) == 1
        assert sandbox.violations == []


async def test_a_crm_in_trouble_is_tried_again_each_time_later(tmp_path, shelf, clock):
    with shelf.running() as sandbox:
        sandbox.faults.add("status_503_before", method="POST", path=shelf.path)
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            push = await desk.push(shelf.provider)
            waits = []
            for _ in range(8):
                push = await desk.reports.get(push.id)
                waits.append((push.next_try_at - clock()).total_seconds())
                clock.moment = push.next_try_at
                await desk.reports.send_due()
            assert push.state is PushState.PENDING
            assert waits == sorted(waits)
            assert (waits[0] >= 30, waits[-1]) == (True, 900)
            sandbox.faults.clear()
            clock.advance(minutes=15)
            await desk.reports.send_due()
            assert (await desk.reports.get(push.id)).state is PushState.DONE
        assert len(shelf.kept(sandbox)) == 1


async def test_a_wrong_key_keeps_it_until_there_is_another_one(tmp_path, clock):
    shelf, secret = SHELVES["hubspot"], "PMS_HUBSPOT_PRIVATE_APP_TOKEN"
    with shelf.running() as sandbox:
        wrong = sandbox.environment | {secret: "not-the-key"}
        async with sending(tmp_path, wrong, clock) as desk, looking(desk) as looks:
            push = await desk.push("hubspot")
            assert (push.state, push.error_code) == (PushState.PENDING, "CRM-02")
            asked = len(sandbox.requests)
            await looks.go_on()
            assert len(sandbox.requests) == asked, "its turn has not come"
            await desk.services.crm.save("hubspot", {secret: sandbox.token})
            await until(lambda: shelf.kept(sandbox))
            await looks.go_on()
            assert (await desk.reports.get(push.id)).state is PushState.DONE


async def test_a_locked_password_store_keeps_it_until_it_is_unlocked(tmp_path, clock, monkeypatch):
    def locked(*_name):
        raise keyring.errors.KeyringLocked

    shelf = SHELVES["hubspot"]
    with shelf.running() as sandbox:
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            saved = {"PMS_HUBSPOT_PRIVATE_APP_TOKEN": sandbox.token}
            await desk.services.crm.save("hubspot", saved)
            preview = await desk.reports.preview("hubspot", await desk.reports.this_week())
            await desk.services.crm.reload()
            with monkeypatch.context() as patch:
                patch.setattr(keyring, "get_password", locked)
                push = await desk.reports.push("hubspot", preview)
                assert (push.state, push.error_code) == (PushState.PENDING, "KEY-02")
                assert (push.next_try_at - clock()).total_seconds() >= 60
            assert shelf.kept(sandbox) == []
            clock.moment = push.next_try_at
            await desk.reports.send_due()
            assert (await desk.reports.get(push.id)).state is PushState.DONE
        assert len(shelf.kept(sandbox)) == 1


async def test_what_waits_for_the_network_goes_out_once_that_is_there_twice(tmp_path, shelf, clock):
    """Long before its turn: nobody moves the clock."""
    seen = [False]

    async def is_there(_url):
        return seen.pop(0) if len(seen) > 1 else seen[0]

    with shelf.running() as sandbox:
        environment, port = sandbox.environment, sandbox.port
    async with sending(tmp_path, environment, clock) as desk:
        push = await desk.push(shelf.provider)
        assert (push.state, push.error_code) == (PushState.PENDING, "NET-02")
        with shelf.running(port=port) as sandbox:
            async with looking(desk, is_there) as looks:
                seen[:] = [False, True, False]  # there once is not enough
                await looks.go_on()
                assert sandbox.requests == []
                seen[:] = [True]
                await until(lambda: shelf.kept(sandbox))
                await looks.go_on()
            done = await desk.reports.get(push.id)
            assert (done.state, done.attempts) == (PushState.DONE, 2)
            assert len(shelf.kept(sandbox)) == 1


async def test_what_may_have_landed_is_hurried_by_nothing(tmp_path, clock):
    shelf = SHELVES["ghl-v2"]
    with shelf.running() as sandbox:
        sandbox.faults.add("lost_answer", method="POST", path=shelf.path, times=1)
        async with sending(tmp_path, sandbox.environment, clock) as desk, looking(desk) as looks:
            push = await desk.push("ghl")
            assert push.error_code == "WRITE-03"
            await desk.services.crm.reload()
            await looks.go_on()
            assert (await desk.reports.get(push.id)).next_try_at == push.next_try_at


@pytest.mark.parametrize("name", ["ghl-v2", "ghl-v1", "salesforce"])
async def test_what_was_shown_is_what_leaves_byte_for_byte(tmp_path, clock, name):
    shelf = SHELVES[name]
    with shelf.running() as sandbox:
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            assert await _shown_and_sent(desk, shelf, sandbox) == [True]


async def test_hubspots_note_leaves_as_it_was_shown_once_its_contact_is_known(tmp_path, clock):
    shelf = SHELVES["hubspot"]
    with shelf.running() as sandbox:
        contact = sandbox.account.create("contacts", {"lastname": "Clinic reports"})
        told = {"PMS_HUBSPOT_REPORT_CONTACT_ID": contact.id}
        async with sending(tmp_path, sandbox.environment | told, clock) as desk:
            assert await _shown_and_sent(desk, shelf, sandbox) == [True]


async def test_hubspots_first_note_differs_from_what_was_shown_by_its_contacts_id_alone(
    tmp_path, clock
):
    """Nobody knows the contact's id before it is made; the history has what left."""
    shelf = SHELVES["hubspot"]
    with shelf.running() as sandbox:
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            preview = await desk.reports.preview("hubspot", await desk.reports.this_week())
            with recorded(sandbox) as calls:
                push = await desk.reports.push("hubspot", preview)
            (sent,) = [one.body.decode() for one in calls if _puts(one, shelf)]
            assert push.payload == sent
            contact = next(one for one in sandbox.account.records("contacts"))
            to_come = "the ID of a new contact, Clinic reports"
            assert preview.payload.replace(to_come, contact.id) == sent != preview.payload
            clock.advance(days=1)
            assert await _shown_and_sent(desk, shelf, sandbox) == [True]


async def test_a_refused_report_is_called_a_report_wherever_it_is_told(tmp_path, clock):
    shelf = SHELVES["hubspot"]
    with shelf.running() as sandbox:
        sandbox.faults.add("status_400", method="POST", path=shelf.path)
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            refused = await desk.push("hubspot")
            assert (refused.state, refused.error_code) == (PushState.REFUSED, "WRITE-01")
            assert refused.error.startswith("HubSpot didn't accept this report: ")


async def test_salesforces_own_object_holds_what_was_shown_and_names_the_field_it_lacks(
    tmp_path, clock
):
    shelf = SHELVES["salesforce"]
    with shelf.running() as sandbox:
        sandbox.org.setup.add_report_object()
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            push = await desk.push("salesforce", tags=["weekly"])
            assert push.state is PushState.DONE
            (row,) = sandbox.org.records("EDentist_Performance__c")
            assert row.fields["Payload__c"] == push.payload
            del sandbox.org.setup.report_fields["Tags__c"]
            clock.advance(minutes=1)
            refused = await desk.push("salesforce", tags=["weekly"])
            assert (refused.state, refused.error_code) == (PushState.REFUSED, "WRITE-06")
            assert "Tags__c" in refused.error
            clock.advance(days=1)
            await desk.reports.send_due()
            assert (await desk.reports.get(refused.id)).attempts == 1, "a refusal is final"


async def test_a_crm_that_is_not_set_up_gets_no_preview(tmp_path, clock):
    async with sending(tmp_path, {}, clock) as desk:
        with pytest.raises(CrmNotSetUp, match="CRM-01"):
            await desk.push("ghl")
        with pytest.raises(InvalidRequest):
            await desk.push("pipedrive")
        assert await desk.reports.history() == ()
        for ask in (desk.reports.get, desk.reports.send_again):
            with pytest.raises(InvalidRequest):
                await ask("nothing")


async def test_a_push_that_was_stopped_waits_and_is_looked_for_first(tmp_path, clock):
    shelf = SHELVES["hubspot"]
    with shelf.running() as sandbox:
        sandbox.faults.add("hang", method="POST", path=shelf.path, times=1)
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            pushing = asyncio.ensure_future(desk.push("hubspot"))
            await until(lambda: not sandbox.faults.pending)
            pushing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await pushing
            (push,) = await desk.reports.history()
            assert (push.state, push.error_code) == (PushState.PENDING, "WRITE-03")
            assert (push.next_try_at - clock()).total_seconds() >= 90
            assert "HubSpot" in push.error


async def test_what_a_killed_runsheet_was_sending_waits_at_the_next_start(tmp_path, clock):
    shelf = SHELVES["ghl-v2"]
    with shelf.running() as sandbox:
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            first = await desk.push("ghl")
            clock.advance(minutes=1)
            preview = await desk.reports.preview("ghl", await desk.reports.this_week())
            new = stored.NewPush(
                provider="ghl",
                document=preview.document,
                payload=preview.payload,
                requested_by="Kim",
                now=clock(),
            )
            write = desk.services.core.database.write
            left = await write(stored.add_push, new)
            await write(stored.take_due, now=clock(), one=left)
            assert (await desk.reports.get(left)).state is PushState.SENDING
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            push = await desk.reports.get(left)
            assert push.state is PushState.PENDING
            assert push.next_try_at > clock()
            assert (await desk.reports.get(first.id)).state is PushState.DONE
            clock.moment = push.next_try_at
            await desk.reports.send_due()
            assert (await desk.reports.get(left)).state is PushState.DONE
        assert len(shelf.kept(sandbox)) == 1


async def test_what_waits_is_sent_by_itself_until_the_end(tmp_path, clock):
    shelf = SHELVES["ghl-v2"]
    with shelf.running() as sandbox:
        environment, port = sandbox.environment, sandbox.port
    async with sending(tmp_path, environment, clock) as desk:
        push = await desk.push("ghl")
        with shelf.running(port=port) as sandbox:
            async with looking(desk) as looks:
                await looks.go_on()
                assert sandbox.requests == []
                clock.moment = push.next_try_at
                await until(lambda: shelf.kept(sandbox))
                await looks.go_on()
            assert looks.running.cancelled()
            assert len(shelf.kept(sandbox)) == 1
            assert (await desk.reports.get(push.id)).state is PushState.DONE


async def test_the_helper_sends_this_week_or_a_programs_own_counts(tmp_path, shelf, clock):
    given = {"period": {"from": "2026-03-02"}, "calls": 41, "who": "Mary Johnson"}
    with shelf.running() as sandbox:
        async with sending(tmp_path, sandbox.environment, clock) as desk:
            at = clock().replace(hour=3)
            week = await push_performance_report(desk.reports, shelf.provider, sent_at=at)
            own = await push_performance_report(
                desk.reports, shelf.provider, given, tags=["calls"], sent_at=at
            )
            assert (week.state, own.state) == (PushState.DONE, PushState.DONE)
            assert own.key.startswith("given-2026-03-04T030000")
            with pytest.raises(InvalidRequest):
                await push_performance_report(desk.reports, shelf.provider, {"who": "Mary"})
        this_week, of_the_program = shelf.kept(sandbox)
        assert "2026-03-02..2026-03-04" in this_week
        assert "41" in of_the_program
        assert "Mary" not in of_the_program


def _puts(call, shelf: Shelf) -> bool:
    return call.method == "POST" and shelf.path in call.path


async def _shown_and_sent(desk, shelf: Shelf, sandbox) -> list[bool]:
    """Of each report that was put there: are its bytes those of the preview?"""
    reports = desk.reports
    preview = await reports.preview(shelf.provider, await reports.this_week(), tags=["weekly"])
    with recorded(sandbox) as calls:
        push = await reports.push(shelf.provider, preview)
    assert push.payload == preview.payload
    shown = preview.payload.encode()
    return [shelf.payload_of(one.body) == shown for one in calls if _puts(one, shelf)]
