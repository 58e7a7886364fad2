"""What Settings says of newer versions. No Qt."""

from app.domain.said import Said, say
from app.domain.update import Refusal, UpdateStanding, UpdateState

_STATES = {
    UpdateState.NO_ADDRESS: say(
        "This RunSheet was built without an address to ask, so it asks nobody. Whoever gave it to "
        "you tells you of newer ones."
    ),
    UpdateState.OFF_BY_IT: say("Your IT has switched this off for this PC."),
    UpdateState.OFF: say("Switched off."),
    UpdateState.UNKNOWN: say("Not asked yet."),
    UpdateState.LATEST: say("This is the newest version."),
}
_REFUSALS = {
    Refusal.UNREADABLE: say("The last answer was no notice of ours, or was cut short."),
    Refusal.UNSIGNED: say("The last notice was not signed, and was not believed."),
    Refusal.WRONG_KEY: say("The last notice was not signed by us, and was not believed."),
    Refusal.EXPIRED: say("The last notice was too old to be believed."),
    Refusal.OLDER: say("The last notice was older than one before it, and was not believed."),
    Refusal.OTHER_PRODUCT: say("The last notice was of another program."),
}


def update_words(standing: UpdateStanding) -> Said:
    """The state in a sentence or two; what was refused last comes first: it needs somebody."""
    if standing.refusal is not None:
        return _REFUSALS[standing.refusal]
    release = standing.release
    if release is None:
        return _STATES[standing.state]
    if release.is_security:
        return say(
            "RunSheet {version} is ready. It mends a weakness: please install it soon.",
            version=release.version,
        )
    return say("RunSheet {version} is ready.", version=release.version)
