"""The properties that apply to one PC, in the words of the table that is printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """`control`: the broken variant that must fail; empty where none makes sense. `elsewhere`: what
    of it can't be shown on this system.
    """

    id: str
    words: str
    control: str = ""
    elsewhere: str = ""


PROPERTIES = (
    Property(id="R1", words="kill -9 during a sync", control="rows written one by one"),
    Property(id="R2", words="power cut", control="synchronous = NORMAL and OFF"),
    Property(id="R3", words="a SQLite that is safe", control="an older SQLite"),
    Property(id="R4", words="lists are read whole", control="one pass, gone is gone"),
    Property(id="R5", words="a mass that vanishes is held", control="no guard"),
    Property(id="R6", words="damaged records", control="lax dates"),
    Property(id="R7", words="a network that fails", control="httpx's own time limits"),
    Property(id="R8", words="quotas", control="a fixed back-off"),
    Property(id="R9", words="a booking lands once", control="blind retry; no cool-down"),
    Property(id="R12", words="full disk", control="the error swallowed"),
    Property(id="R13", words="read-only file and folder", control="opened as usual"),
    Property(id="R14", words="damaged data file", control="plain SQLite"),
    Property(id="R15", words="password store", control="a file in its place"),
    Property(id="R16", words="time zones", control="days of 24 hours"),
    Property(id="R17", words="clock jumps and sleep", control="the wall clock alone"),
    Property(id="R18", words="upgrade", control="a migration without a transaction"),
    Property(id="R19", words="backup and restore", control="a copy of the file"),
    Property(id="S1", words="secrets outside the password store", control="planted ones"),
    Property(id="S2", words="people in logs and the support file", control="httpx's own lines"),
    Property(id="S3", words="people on the disk in clear", control="plain SQLite"),
    Property(id="S4", words="loopback API: who may speak", control="a bare server"),
    Property(id="S5", words="loopback API: whatever is said", control="a planted fault"),
    Property(
        id="S6",
        words="token file",
        control="a file written as usual",
        elsewhere="the access list on Windows",
    ),
    Property(
        id="S7",
        words="the port is ours",
        control="a port that may be shared",
        elsewhere="exclusive binding on Windows",
    ),
    Property(id="S8", words="TLS", control="no check of certificates"),
    Property(id="S9", words="purged is gone", control="a plain DELETE"),
    Property(
        id="S10",
        words="lock",
        control="windows that nobody tells",
        elsewhere="the locks of Windows and macOS",
    ),
    Property(id="S11", words="audit trail", control="links without a key"),
    Property(id="S12", words="exports run nothing", control="cells as they are"),
    Property(
        id="S13",
        words="libraries",
        control="another hash; no hash asked for",
        elsewhere="known faults, without the internet",
    ),
    Property(
        id="S14",
        words="update notices",
        control="a reader that asks for no signature",
        elsewhere="archives and kills: nothing is unpacked or replaced",
    ),
    Property(id="S15", words="the code itself", control="a file with each fault"),
    Property(id="S16", words="vendors' texts are texts", control="a label that guesses"),
)
