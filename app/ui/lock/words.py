"""What the lock says."""

from app.domain.screen_lock import UnlockWay
from app.services.pc.who import current_user


def secret_words(way: UnlockWay) -> str:
    """`PIN`, or whose password: the field's name."""
    match way:
        case UnlockWay.NONE:
            return "Nothing: the password store of this PC has lost the PIN"
        case UnlockWay.PIN:
            return "PIN"
        case UnlockWay.PASSWORD:
            return f"Password of {current_user()} on this PC"


def way_words(way: UnlockWay) -> str:
    """What opens it, as Settings tells it."""
    match way:
        case UnlockWay.NONE:
            return "Off"
        case UnlockWay.PIN:
            return "Opens with a PIN"
        case UnlockWay.PASSWORD:
            return f"Opens with the password of {current_user()} on this PC"
