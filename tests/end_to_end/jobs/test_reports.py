"""J20: the week's report goes to the CRM, exactly as it was previewed, with nobody in it."""

import base64
import json
import re

import pytest
from PySide6.QtCore import Qt

from app.domain.report_push import PushState
from tests.end_to_end.jobs.newtown import at, private_texts
from tests.end_to_end.jobs.reception import reception
from tests.support.crms import CRMS

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NAMES = {"hubspot": "HubSpot", "ghl-v2": "GoHighLevel", "salesforce": "Salesforce"}
TO_COME = b"the ID of a new contact, Clinic reports"
NOTE = "Sister of Marguerite, rings 0491 575 254"


def told_to(sandbox):
    """The body of every request that is made from now on."""
    bodies = []
    sandbox.on_request.append(lambda call: bodies.append(call.body) if call.body else None)
    return bodies


def carries(body, preview):
    """True where the request is what was previewed, byte for byte; where the preview had words for
    the ID of a contact that was still to be made, its ID. Salesforce gets the bytes as a file.
    """
    shown = re.escape(preview).replace(re.escape(TO_COME), rb"\d+")
    return bool(re.fullmatch(shown, body)) or base64.b64encode(preview) in body


async def write_a_note(person):
    """Free text at a card, which is the desk's alone."""
    card = person.columns[4].view.cards.cards[0]
    await person.desk.services.desk.set_note(card.id, NOTE)


async def to_reports(person):
    await person.press(Key.Key_5, CTRL)
    await person.until(lambda: person.window.page.title == "Reports")
    page = person.window.page
    await person.until(lambda: page.is_settled)
    return page


async def preview_and_send(person, page):
    """Send to…, a look at what leaves, Send; the preview as bytes."""
    await person.press(Key.Key_R, CTRL | SHIFT)
    await person.until(lambda: page.send_panel.is_ready)
    preview = page.send_panel.payload.toPlainText().encode()
    assert person.text("send_seal").startswith("✓ No names")
    await person.press_until_focused(Key.Key_Tab, "send_report")
    await person.press(Key.Key_Return, at="send_report")
    return preview


@pytest.mark.parametrize("name", NAMES)
async def test_j20_what_was_previewed_leaves_and_nobody_is_in_it(qapp, tmp_path, name):
    with CRMS[name].running() as sandbox:
        async with reception(
            qapp,
            tmp_path,
            job=f"J20 Push the weekly report, {NAMES[name]}",
            budget_actions=8,
            budget_s=30,
            now=at("17:31"),
            crm=sandbox,
        ) as person:
            await person.open()
            await write_a_note(person)
            sent = told_to(sandbox)
            person.begin()
            page = await to_reports(person)
            assert page.spans.combo.currentText() == "This week"
            preview = await preview_and_send(person, page)
            await person.until(lambda: page.pushes.table.texts)
            state = "✓ Sent today 5:31 pm, confirmed"
            await person.until(lambda: page.pushes.table.texts[0][1:3] == (NAMES[name], state))
            person.done()
            assert [body for body in sent if carries(body, preview)], "something else left"
            check_nobody_is_in(preview, *sent)
            await send_again(person, page)
            check_nobody_is_in(*sent)


async def send_again(person, page):
    """The same report once more is told as what it is."""
    person.take_time(minutes=1)
    await person.until(page.pushes.again_button.isEnabled)
    await person.press_until_focused(Key.Key_Tab, "push_again")
    await person.press(Key.Key_Return, at="push_again")
    await person.until(lambda: len(page.pushes.table.texts) == 2)
    await person.until(lambda: "✓ Sent" in page.pushes.table.texts[0][2])
    newest, first = await person.desk.services.reports.history()
    assert (newest.is_resend, first.is_resend) == (True, False)
    assert newest.state is first.state is PushState.DONE
    assert "(resend)" in page.pushes.table.texts[0][0]


def check_nobody_is_in(*bodies):
    """No name, phone or birth date of a patient, and none of the desk's own words."""
    private = [*private_texts(), NOTE, "Sister", "@example.com"]
    texts = [text for body in bodies for text in readings(body)]
    found = [each for each in private for text in texts if each.casefold() in text.casefold()]
    assert not found, f"{len(found)} private texts in what leaves"


def readings(body):
    """A request as it stands on the wire, and whatever it carries in base64."""
    yield body.decode("utf-8", "replace")
    try:
        told = json.loads(body)
    except ValueError:
        return
    for value in told.values() if isinstance(told, dict) else ():
        if isinstance(value, str) and len(value) > 100:
            with_padding = value + "=" * (-len(value) % 4)
            yield base64.b64decode(with_padding, validate=False).decode("utf-8", "replace")


@pytest.mark.parametrize("name", NAMES)
async def test_j20_without_internet_the_report_waits_and_leaves_once(qapp, tmp_path, name):
    with CRMS[name].running() as sandbox:
        async with reception(
            qapp,
            tmp_path,
            job=f"J20 The report waits, {NAMES[name]}",
            budget_actions=8,
            budget_s=30,
            now=at("17:31"),
            crm=sandbox,
        ) as person:
            await person.open()
            sandbox.faults.add("status_503_before")
            person.begin()
            page = await to_reports(person)
            preview = await preview_and_send(person, page)
            await person.until(lambda: page.pushes.table.texts)
            await person.until(lambda: "◷ Waiting" in page.pushes.table.texts[0][2])
            person.done()
            sandbox.faults.clear()
            sent = told_to(sandbox)
            person.take_time(minutes=20)
            await person.until(lambda: "✓ Sent" in page.pushes.table.texts[0][2])
            assert len([body for body in sent if carries(body, preview)]) == 1
            assert len(page.pushes.table.texts) == 1
