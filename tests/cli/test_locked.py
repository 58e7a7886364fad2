"""What the window hides behind its lock no command prints."""

import pytest

from tests.cli.conftest import Office, one_line

PIN = "2580"


@pytest.mark.proves("S10")
def test_while_the_window_is_locked_no_command_tells_a_name_or_a_recovery_code(
    office: Office,
) -> None:
    office.sync(office.connect())
    office.act(lambda services: services.lock.choose_pin(PIN))
    assert office.run("today", "--json").returncode == 0
    office.act(lambda services: services.lock.lock())
    for words in (("today",), ("today", "--json"), ("key", "recovery-code"), ("key", "change")):
        told = office.run(*words)
        assert (told.returncode, told.stdout) == (1, "")
        assert one_line(told.stderr).endswith("(LOCK-03)")
    assert office.run("key", "status").returncode == 0, "what names nobody is told as ever"
    office.act(lambda services: services.lock.unlock(PIN))
    assert office.run("today", "--json").returncode == 0
