"""The order of the set-up's steps and how they are called."""

from app.domain.connection import Connection, SetupStep
from app.domain.said import say
from app.ui.language import tr, translated

CHOOSE = "choose"

_NAMES = {
    CHOOSE: say("Choose"),
    SetupStep.CONNECT.value: say("Connect"),
    SetupStep.PEOPLE.value: say("People"),
    SetupStep.TELEHEALTH.value: say("Telehealth"),
    SetupStep.CHECK.value: say("Check"),
}
_HEADINGS = {
    CHOOSE: say("Choose your practice software"),
    SetupStep.CONNECT.value: say("Connect to {system}"),
    SetupStep.PEOPLE.value: say("People in {system}"),
    SetupStep.TELEHEALTH.value: say("Telehealth types"),
    SetupStep.CHECK.value: say("Check today's list"),
}


def steps(*, flags_telehealth: bool) -> tuple[str, ...]:
    """The steps in order; a system that flags telehealth itself needs no checklist."""
    return tuple(
        name for name in _NAMES if not (flags_telehealth and name == SetupStep.TELEHEALTH.value)
    )


def after(step: str, *, flags_telehealth: bool) -> str:
    """The step that follows; the last one is followed by itself."""
    order = steps(flags_telehealth=flags_telehealth)
    return order[min(order.index(step) + 1, len(order) - 1)]


def before(step: str, *, flags_telehealth: bool) -> str:
    """The step that comes before; the first one by itself."""
    order = steps(flags_telehealth=flags_telehealth)
    return order[max(order.index(step) - 1, 0)]


def heading(step: str, *, system: str, flags_telehealth: bool) -> str:
    """`Step 2 of 5: Connect to Gentu`; how many there are depends on the system, once chosen."""
    order = steps(flags_telehealth=flags_telehealth)
    words = translated(_HEADINGS[step].format(system=system))
    if step == CHOOSE:
        return words
    number = order.index(step) + 1
    return tr("Step {number} of {count}: {step}", number=number, count=len(order), step=words)


def trail(step: str, *, flags_telehealth: bool) -> tuple[tuple[str, str], ...]:
    """(glyph, name) per step: ✓ done, ● the present one, ○ to come."""
    order = steps(flags_telehealth=flags_telehealth)
    here = order.index(step)
    return tuple(
        ("✓" if number < here else "●" if number == here else "○", translated(_NAMES[name]))
        for number, name in enumerate(order)
    )


def resumed_at(connection: Connection) -> str:
    """Where a set-up goes on; a practice without a time zone is asked for it first."""
    if connection.is_paired and connection.timezone is None:
        return SetupStep.CONNECT.value
    return connection.setup_step.value
