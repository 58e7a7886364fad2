"""Every fault RunSheet can name: a stable code, one plain sentence, and what can be done about it.

The codes are those of the error catalogue in the README. A foreign exception is translated into one
of these where it enters (adapters, store, secrets); its message is never carried along, because
foreign messages quote patients' data and secrets.
"""

from datetime import datetime
from typing import ClassVar


class RunSheetError(Exception):
    """Base of every error a person may see. `str(error)` is the plain sentence with its code."""

    code: ClassVar[str] = "APP-01"
    template: ClassVar[str] = "Something went wrong inside RunSheet."

    def __init__(self, **facts: str | int) -> None:
        """`facts` fill the template; they are names of systems, counts and times, never data."""
        self.facts = facts
        super().__init__(f"{self.sentence} ({self.code})")

    @property
    def sentence(self) -> str:
        """The plain sentence without its code."""
        return self.template.format(**self.facts)


# --- The vendor or the network: try later -------------------------------------------------------


class TryLater(RunSheetError):
    """Nothing is wrong with the set-up; the next sync may succeed by itself."""


class NoInternet(TryLater):
    code = "NET-01"
    template = "No internet. The list stays as it was; later changes are not here."


class Unreachable(TryLater):
    code = "NET-02"
    template = "We couldn't reach {system}."


class Blocked(TryLater):
    """HTML or a redirect where JSON should be: a portal, proxy or security software."""

    code = "NET-03"
    template = "Something on this network is blocking {system} (proxy or security software)."


class TooSlow(TryLater):
    code = "NET-04"
    template = "{system} took too long to answer."


class VendorTrouble(TryLater):
    """A 5xx answer."""

    code = "NET-05"
    template = "{system} is having trouble of its own."


class SlowDown(TryLater):
    """A 429 that outlasted the retries. `retry_at` is UTC, None when no time was named."""

    code = "LIMIT-01"
    template = "{system} asked us to slow down."

    def __init__(self, *, system: str, retry_at: datetime | None = None) -> None:
        super().__init__(system=system)
        self.retry_at = retry_at


# --- A person must act --------------------------------------------------------------------------


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


# --- The vendor's answer ------------------------------------------------------------------------


class BadAnswer(RunSheetError):
    """JSON of the wrong shape, truncated, too large or too deep."""

    code = "DATA-05"
    template = "{system} sent an answer we couldn't read. The list stays as it was."


class NotFound(RunSheetError):
    """The vendor's own 404 for one record. A proxy's 404 is `Blocked`, never this."""

    code = "DATA-06"
    template = "{system} does not know this record."


class IncompleteRead(RunSheetError):
    """A practitioner's list kept changing while it was read, or a record in it had no id."""

    code = "DATA-08"
    template = "{system}'s list was not whole. New rows are here, but nothing was taken off."


class MassVanish(RunSheetError):
    code = "DATA-09"
    template = "{count} appointments are missing in {system} all at once. They stay until you say."


class NoPractitioners(RunSheetError):
    code = "MAP-03"
    template = (
        "{system} returned no people. Check that practitioners are shown in the appointment book."
    )


class NobodyMapped(RunSheetError):
    code = "MAP-04"
    template = "Nobody from {system} has a column yet. Choose who to show."


class RequestRefused(RunSheetError):
    """A 4xx we have no better word for: a fault of ours or a change of the vendor's."""

    code = "DATA-07"
    template = "{system} refused our request. The list stays as it was."


# --- This PC ------------------------------------------------------------------------------------


class SyncRunning(RunSheetError):
    code = "SYNC-01"
    template = "A sync of this connection is already running."


class SyncFenced(RunSheetError):
    """Another process took the lease over (this PC slept); nothing of this run was written."""

    code = "SYNC-02"
    template = "This sync was stopped because a newer one took over. Nothing was lost."


class CrashLoop(RunSheetError):
    """Runs of a connection that ended with their process, several in a row."""

    code = "SYNC-03"
    template = "Checking {system} stopped RunSheet {count} times. We'll try again at {at}."


class SecretStoreMissing(RunSheetError):
    code = "KEY-01"
    template = (
        "There is no password store to keep RunSheet's keys in. {advice} "
        "RunSheet never stores keys in plain files."
    )


class SecretStoreLocked(RunSheetError):
    code = "KEY-02"
    template = "The password store of this PC is locked. Unlock it (sign in) and start again."


class DatabaseKeyMissing(RunSheetError):
    code = "KEY-03"
    template = (
        "The key of RunSheet's data file is not in this PC's password store. "
        "The file is kept untouched. Sign in as the person who set RunSheet up."
    )


class DatabaseKeyWrong(RunSheetError):
    code = "KEY-04"
    template = "The stored key does not open RunSheet's data file. The file is kept untouched."


class SecretTooLong(RunSheetError):
    code = "KEY-05"
    template = "That key is too long for this PC's password store."


class DiskFull(RunSheetError):
    code = "LOC-01"
    template = "The disk is full. The list stays as it was; free some space and sync again."


class SettingsNotSaved(RunSheetError):
    """A choice of a person could not be written; the one before is still in force."""

    code = "LOC-03"
    template = "We couldn't save this setting. {reason}"


class DatabaseDamaged(RunSheetError):
    code = "LOC-06"
    template = "RunSheet's data file is damaged. It is kept untouched."


class DatabaseNewer(RunSheetError):
    code = "LOC-07"
    template = "RunSheet's data was written by a newer version. Install the current version again."


class DatabaseBusy(RunSheetError):
    code = "LOC-08"
    template = "RunSheet's data file is busy. Try again in a moment."


class DatabaseUnusable(RunSheetError):
    """Read-only folder, unsupported SQLite, missing file permissions."""

    code = "LOC-09"
    template = "RunSheet can't use its data folder: {reason}"


class SupportPartMissing(RunSheetError):
    """A part of the support file could not be read; the others are there."""

    code = "LOC-05"
    template = "We couldn't read {part}; the rest is included."


class FileNotSaved(RunSheetError):
    """A file that a person saves where they choose; `facts['reason']` is the end of a sentence."""

    code = "LOC-10"
    template = "That file couldn't be saved: {reason}"


class PackNotOpened(RunSheetError):
    """The downtime pack is not there or can't be shown; `facts['reason']` ends the sentence."""

    code = "LOC-04"
    template = "The downtime pack can't be opened: {reason}"


class NotPrinted(RunSheetError):
    """`facts['printer']` is the printer's name on this PC."""

    code = "PRINT-01"
    template = "{printer} didn't take the list. Nothing was printed; try another printer or a PDF."


# --- What was asked for -------------------------------------------------------------------------


class InvalidRequest(RunSheetError):
    """The caller asked for something impossible; `facts['reason']` is one plain sentence."""

    code = "ASK-01"
    template = "{reason}"


class ConnectionNotFound(RunSheetError):
    code = "ASK-02"
    template = "There is no such connection."


class AppointmentNotFound(RunSheetError):
    code = "ASK-03"
    template = "That appointment is not on the list any more."


class ChangedMeanwhile(RunSheetError):
    """An edit of what a person saw, when it no longer is so. `facts['changed']`: what differs."""

    code = "EDIT-01"
    template = "This appointment changed meanwhile: {changed}. Look at it again, then change it."


CATALOGUE: dict[str, type[RunSheetError]] = {}


def _collect(kind: type[RunSheetError]) -> None:
    for child in kind.__subclasses__():
        if "code" in vars(child):
            CATALOGUE[child.code] = child
        _collect(child)


_collect(RunSheetError)
