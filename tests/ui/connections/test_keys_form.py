"""The form drawn from what a system declares: kinds, secrets, pasting, and what is wrong."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from app.domain.connection import Connection, FieldKind, SetupStep, SignInField
from app.domain.errors import (
    AlreadyConnected,
    CredentialsRefused,
    InvalidRequest,
    NoInternet,
    OtherPractice,
    PairingCodeRefused,
    PairingCodeUsed,
    TooSlow,
)
from app.ui.connections.setup.keys_form import KeysForm
from app.ui.connections.setup.refusals import OFFLINE, WaysOut, other_connection, refusal_of
from app.ui.connections.setup.sign_in_form import Refusal
from app.ui.theme import SchemeChoice, Theme
from tests.support.waiting import PATIENCE_S
from tests.ui.connections.builders import MORNING

CTRL = Qt.KeyboardModifier.ControlModifier
FIELDS = (
    SignInField(
        name="region",
        label="Region",
        kind=FieldKind.CHOICE,
        choices=(("au", "Australia"), ("eu", "Europe")),
    ),
    SignInField(name="practiceId", label="Practice ID", hint="A number, on the first page."),
    SignInField(name="apiToken", label="API token", kind=FieldKind.SECRET),
)


class Seen:
    """A form on screen and what it has asked for."""

    def __init__(self, qapp: QApplication) -> None:
        self.form = KeysForm(FIELDS, Theme(qapp, choice=SchemeChoice.LIGHT))
        self.submitted: list[dict[str, str]] = []
        self.edits = 0
        self.form.submitted.connect(lambda: self.submitted.append(dict(self.form.entries)))
        self.form.edited.connect(self._count)
        self.form.show()
        self.form.activateWindow()
        assert QTest.qWaitForWindowActive(self.form, int(PATIENCE_S * 1000))

    def line(self, name: str) -> QLineEdit:
        """The field of that name."""
        found = self.form.findChild(QLineEdit, f"entry_{name}")
        assert isinstance(found, QLineEdit)
        return found

    def text(self, name: str) -> str:
        """What a label or button on screen says."""
        found = self.form.findChild(QWidget, name)
        return "" if found is None or not found.isVisible() else str(found.property("text"))

    def _count(self) -> None:
        self.edits += 1


@pytest.fixture
def seen(qapp: QApplication) -> Iterator[Seen]:
    """A form on screen; an open window would keep later tests' application from ending."""
    shown = Seen(qapp)
    yield shown
    shown.form.hide()
    shown.form.deleteLater()
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def test_a_choice_starts_at_the_first_and_is_no_secret(seen: Seen) -> None:
    combo = seen.form.findChild(QComboBox, "entry_region")
    assert isinstance(combo, QComboBox)
    assert [combo.itemText(place) for place in range(combo.count())] == ["Australia", "Europe"]
    assert seen.form.entries == {"region": "au", "practiceId": "", "apiToken": ""}


def test_what_is_pasted_is_trimmed(seen: Seen) -> None:
    QGuiApplication.clipboard().setText("  tok-123 \n")
    field = seen.line("apiToken")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)
    assert field.text() == "tok-123"
    assert seen.form.entries["apiToken"] == "tok-123"
    assert seen.edits == 1


def test_a_secret_is_dots_until_a_person_looks_and_again_afterwards(seen: Seen) -> None:
    field, toggle = seen.line("apiToken"), seen.form.findChild(QPushButton, "show_apiToken")
    assert isinstance(toggle, QPushButton)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert toggle.accessibleName() == "Show API token"
    toggle.click()
    assert field.echoMode() is QLineEdit.EchoMode.Normal
    assert (toggle.text(), toggle.accessibleName()) == ("Hide", "Hide API token")
    seen.form.hide()
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert toggle.text() == "Show"


def test_enter_says_which_field_is_missing_and_goes_there(seen: Seen) -> None:
    secret = seen.line("apiToken")
    secret.setFocus()
    QTest.keyClicks(secret, "tok")
    QTest.keyClick(secret, Qt.Key.Key_Return)
    assert seen.text("practiceId_error") == "! Practice ID is missing."
    assert seen.line("practiceId").hasFocus()
    assert not seen.submitted
    QTest.keyClicks(seen.line("practiceId"), "4711")
    assert not seen.text("practiceId_error")
    QTest.keyClick(seen.line("practiceId"), Qt.Key.Key_Return)
    assert seen.submitted == [{"region": "au", "practiceId": "4711", "apiToken": "tok"}]


def test_a_refusal_keeps_the_focus_and_selects_the_text(seen: Seen) -> None:
    seen.form.fill({"practiceId": "4711", "apiToken": "tok"})
    seen.line("practiceId").setFocus()
    seen.form.show_checking()
    assert seen.text("checking_words") == "Checking your sign-in…"
    seen.form.show_refusal(Refusal(sentence="Not accepted. (AUTH-09)"))
    assert seen.text("sign_in_error") == "! Not accepted. (AUTH-09)"
    assert seen.line("practiceId").hasFocus()
    assert seen.line("practiceId").selectedText() == "4711"
    assert not seen.text("checking_words")


def test_only_what_is_no_secret_may_be_kept(seen: Seen) -> None:
    seen.form.fill({"practiceId": "4711", "apiToken": "tok", "unknown": "x"})
    assert seen.form.kept_entries == {"region": "au", "practiceId": "4711"}
    seen.form.forget_secrets()
    assert seen.form.entries["apiToken"] == ""


def connection(key: str, *, tenant: str | None, pms_type: str = "gentu") -> Connection:
    return Connection(
        id=key,
        pms_type=pms_type,
        system="Gentu",
        display_name="Smith",
        tenant_id=tenant,
        timezone=None,
        region=None,
        practice_id=None,
        credentials_configured=False,
        sync_enabled=False,
        sync_frequency_minutes=15,
        sync_telehealth_only=False,
        setup_step=SetupStep.CONNECT,
        last_sync_at=None,
        last_sync_status=None,
        last_attempt_at=None,
        last_sync_error=None,
        last_sync_error_code=None,
        failures_in_a_row=0,
        abandoned_in_a_row=0,
        retry_at=None,
        paused_until=None,
        paused_by=None,
        created_at=MORNING,
        updated_at=MORNING,
    )


WAYS = WaysOut(
    open_connection=lambda there: f"open {there}",
    help_with_code=lambda: "help",
    use_other_account=lambda: "other",
)


def refuse(error: Exception, existing: Connection | None = None) -> Refusal:
    return refusal_of(error, fields=FIELDS, existing=existing, ways=WAYS)  # type: ignore[arg-type]


def test_each_fault_is_said_where_it_helps() -> None:
    assert refuse(NoInternet()).sentence == OFFLINE
    assert refuse(TooSlow(system="Gentu")).can_retry
    assert refuse(InvalidRequest(reason="API token can't be right.")).field == "apiToken"
    assert refuse(CredentialsRefused(system="Gentu")).field is None
    assert offered(AlreadyConnected(connection_id="c2")) == ("Open that connection", "open c2")
    assert offered(PairingCodeRefused(system="Gentu")) == ("New code help", "help")
    assert offered(OtherPractice()) == ("Use the other account", "other")


def offered(error: Exception, existing: Connection | None = None) -> tuple[str, object]:
    action = refuse(error, existing).action
    assert action is not None
    return action.text, action.act()


def test_a_used_code_leads_to_the_connection_that_is_there() -> None:
    used = PairingCodeUsed(system="Gentu")
    assert offered(used) == ("New code help", "help")
    words = "Use this practice's existing connection"
    assert offered(used, connection("c2", tenant="t")) == (words, "open c2")


def test_only_another_connection_of_the_same_system_is_offered() -> None:
    mine = connection("c1", tenant=None)
    known = [
        mine,
        connection("c3", tenant=None),
        connection("c4", tenant="t", pms_type="halaxy"),
        connection("c5", tenant="t"),
    ]
    found = other_connection(known, mine)
    assert found is not None
    assert found.id == "c5"
    assert other_connection(known[:3], mine) is None
