"""Every fault RunSheet can name: a stable code, one plain sentence, and what can be done about it.

The codes are those of the error catalogue in the README. A foreign exception is translated into one
of these where it enters (adapters, store, secrets); its message is never carried along, because
foreign messages quote patients' data and secrets.
"""

from app.domain.errors.answer import (
    BadAnswer,
    IncompleteRead,
    MassVanish,
    NobodyMapped,
    NoPractitioners,
    NotFound,
    RequestRefused,
)
from app.domain.errors.base import RunSheetError
from app.domain.errors.crm import (
    BookingConflict,
    BookingDiffers,
    BookingNotFound,
    BookingRefused,
    ContactUnknown,
    CrmBusy,
    CrmNotSetUp,
    CrmRightMissing,
    CrmSetupMissing,
    CrmSignInAgain,
    InvalidBooking,
    NotSentInTime,
    OutcomeUnknown,
    ReportRefused,
    SeveralFound,
    SlotTaken,
)
from app.domain.errors.lock import UnlockRefused, UnlockTooSoon
from app.domain.errors.network import (
    Blocked,
    NoInternet,
    SlowDown,
    TooSlow,
    TryLater,
    Unreachable,
    VendorTrouble,
)
from app.domain.errors.request import (
    AppointmentNotFound,
    ChangedMeanwhile,
    ConnectionNotFound,
    InvalidRequest,
    NameTaken,
    NotByHand,
)
from app.domain.errors.sign_in import (
    AlreadyConnected,
    CredentialsMissing,
    CredentialsRefused,
    NotPairedYet,
    OtherPractice,
    PairingCodeRefused,
    PairingCodeUsed,
    PracticeNotConnected,
    PracticeUnknown,
    SeveralPractices,
    SignInAgain,
)
from app.domain.errors.this_pc import (
    BackupUnusable,
    CrashLoop,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseKeyMissing,
    DatabaseKeyWrong,
    DatabaseNewer,
    DatabaseUnusable,
    DiskFull,
    FileNotSaved,
    KeyKeptElsewhere,
    NotPrinted,
    PackNotOpened,
    PassphraseWanted,
    PassphraseWrong,
    PortUnusable,
    RecoveryCodeWrong,
    SecretNotKept,
    SecretStoreLocked,
    SecretStoreMissing,
    SecretTooLong,
    SettingsNotSaved,
    SupportPartMissing,
    SyncFenced,
    SyncRunning,
)

CATALOGUE: dict[str, type[RunSheetError]] = {}


def _collect(kind: type[RunSheetError]) -> None:
    for child in kind.__subclasses__():
        if "code" in vars(child):
            CATALOGUE[child.code] = child
        _collect(child)


_collect(RunSheetError)

__all__ = [
    "CATALOGUE",
    "AlreadyConnected",
    "AppointmentNotFound",
    "BackupUnusable",
    "BadAnswer",
    "Blocked",
    "BookingConflict",
    "BookingDiffers",
    "BookingNotFound",
    "BookingRefused",
    "ChangedMeanwhile",
    "ConnectionNotFound",
    "ContactUnknown",
    "CrashLoop",
    "CredentialsMissing",
    "CredentialsRefused",
    "CrmBusy",
    "CrmNotSetUp",
    "CrmRightMissing",
    "CrmSetupMissing",
    "CrmSignInAgain",
    "DatabaseBusy",
    "DatabaseDamaged",
    "DatabaseKeyMissing",
    "DatabaseKeyWrong",
    "DatabaseNewer",
    "DatabaseUnusable",
    "DiskFull",
    "FileNotSaved",
    "IncompleteRead",
    "InvalidBooking",
    "InvalidRequest",
    "KeyKeptElsewhere",
    "MassVanish",
    "NameTaken",
    "NoInternet",
    "NoPractitioners",
    "NobodyMapped",
    "NotByHand",
    "NotFound",
    "NotPairedYet",
    "NotPrinted",
    "NotSentInTime",
    "OtherPractice",
    "OutcomeUnknown",
    "PackNotOpened",
    "PairingCodeRefused",
    "PairingCodeUsed",
    "PassphraseWanted",
    "PassphraseWrong",
    "PortUnusable",
    "PracticeNotConnected",
    "PracticeUnknown",
    "RecoveryCodeWrong",
    "ReportRefused",
    "RequestRefused",
    "RunSheetError",
    "SecretNotKept",
    "SecretStoreLocked",
    "SecretStoreMissing",
    "SecretTooLong",
    "SettingsNotSaved",
    "SeveralFound",
    "SeveralPractices",
    "SignInAgain",
    "SlotTaken",
    "SlowDown",
    "SupportPartMissing",
    "SyncFenced",
    "SyncRunning",
    "TooSlow",
    "TryLater",
    "UnlockRefused",
    "UnlockTooSoon",
    "Unreachable",
    "VendorTrouble",
]
