"""A person must act: sign in, pair, correct a key."""

from app.domain.errors.base import RunSheetError


class SignInAgain(RunSheetError):
    code = "AUTH-02"
    template = "{system} needs you to sign in again. Today's list stays as it was."


class PracticeNotConnected(RunSheetError):
    """403, or the practice is gone from the vendor's list of paired practices."""

    code = "AUTH-03"
    template = (
        "{system} no longer lists this practice as connected. It may have been removed there."
    )


class PairingCodeRefused(RunSheetError):
    code = "AUTH-04"
    template = (
        "That code didn't work. Codes are 8 letters or numbers and expire. "
        "Get a new one in {system}."
    )


class PairingCodeUsed(RunSheetError):
    code = "AUTH-05"
    template = "This code was already used, maybe on another PC. Get a new one in {system}."


class OtherPractice(RunSheetError):
    code = "AUTH-06"
    template = "This sign-in belongs to another practice. Nothing was changed."


class CredentialsMissing(RunSheetError):
    code = "AUTH-07"
    template = "This installation has no {system} partner keys yet. Ask whoever set up RunSheet."


class NotPairedYet(RunSheetError):
    code = "AUTH-08"
    template = "This connection is not paired with {system} yet."


class CredentialsRefused(RunSheetError):
    """What a person just typed was not accepted; a sign-in that worked before is `SignInAgain`."""

    code = "AUTH-09"
    template = "{system} didn't accept this sign-in. Check each field for a letter too many or few."


class PracticeUnknown(RunSheetError):
    """The sign-in is good, the practice is not there or not open to it."""

    code = "AUTH-10"
    template = "{system} has no such practice, or this sign-in may not open it."


class AlreadyConnected(RunSheetError):
    """Another connection has this practice; `connection_id` says which."""

    code = "AUTH-11"
    template = "This practice is already connected. It would be on the run sheet twice."

    def __init__(self, *, connection_id: str) -> None:
        super().__init__()
        self.connection_id = connection_id


class SeveralPractices(RunSheetError):
    """A sign-in that opens more than one practice, and nothing says which one is meant."""

    code = "AUTH-12"
    template = "This {system} key opens several practices. RunSheet needs a key for one of them."
