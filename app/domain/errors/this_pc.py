"""This PC: its password store, its disk, its data file, a run that another one overtook."""

from app.domain.errors.base import RunSheetError


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


class KeyKeptElsewhere(DatabaseKeyMissing):
    """Another password store answers now than the one that the key was put into."""

    template = (
        "The key of RunSheet's data file was put into {before}, and this PC's password store is "
        "{now} now. The file is kept untouched. Start the former one and try again."
    )


class DatabaseKeyWrong(RunSheetError):
    code = "KEY-04"
    template = "The stored key does not open RunSheet's data file. The file is kept untouched."


class SecretTooLong(RunSheetError):
    code = "KEY-05"
    template = "That key is too long for this PC's password store."


class SecretNotKept(RunSheetError):
    """The password store took a secret and gave another one back, or none."""

    code = "KEY-06"
    template = "The password store of this PC did not keep a key. What was there before still is."


class PassphraseWanted(RunSheetError):
    """The data file's key is kept under a passphrase, which nobody has given yet."""

    code = "KEY-07"
    template = "RunSheet's data on this PC open with a passphrase. {advice}"


class PassphraseWrong(RunSheetError):
    code = "KEY-08"
    template = "That passphrase does not open RunSheet's data."


class RecoveryCodeWrong(RunSheetError):
    code = "KEY-09"
    template = "That recovery code does not open RunSheet's data. {advice}"


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


class NotWritable(DatabaseUnusable):
    """What is there may still be read."""


class KeyFileDamaged(DatabaseUnusable):
    """What tells of the data file's key can't be read, nor can its copy."""

    template = "RunSheet can't use its data folder: key.json can't be read."


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


class PortUnusable(RunSheetError):
    """The HTTP API can't listen there; `facts['reason']` is our own sentence."""

    code = "LOC-11"
    template = "Port {port} can't be used: {reason}"


class DataReadOnly(RunSheetError):
    """RunSheet shows what it has and keeps nothing; `facts['reason']` says why, and what to do."""

    code = "LOC-13"
    template = "RunSheet can only show its last list and keeps nothing: {reason}"


class BackupUnusable(RunSheetError):
    """`facts['name']` is the backup's file name; `facts['reason']` ends the sentence."""

    code = "LOC-12"
    template = "The backup {name} can't be used: {reason}"
