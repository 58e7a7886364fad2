"""What the lock says."""

from app.domain.screen_lock import UnlockWay
from app.services.pc.who import current_user
from app.ui.language import tr


def secret_words(way: UnlockWay) -> str:
    """`PIN`, or whose password: the field's name."""
    match way:
        case UnlockWay.NONE:
            return tr("Nothing: the password store of this PC has lost the PIN")
        case UnlockWay.PIN:
            return tr("PIN")
        case UnlockWay.PASSWORD:
            return tr("Password of {person} on this PC", person=current_user())


def way_words(way: UnlockWay) -> str:
    """What opens it, as Settings tells it."""
    match way:
        case UnlockWay.NONE:
            return tr("Off")
        case UnlockWay.PIN:
            return tr("Opens with a PIN")
        case UnlockWay.PASSWORD:
            return tr("Opens with the password of {person} on this PC", person=current_user())
