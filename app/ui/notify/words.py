"""What a notification says of one fault, of however many systems. No Qt, no patients' names."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.ui.notify.faults import Fault, FaultKind, finished
from app.ui.today.freshness_words import sign_in_words, since
from app.ui.tray.standing import Standing


def fault_words(faults: Sequence[Fault], standing: Standing) -> str:
    """A sentence or two of all these faults of one kind."""
    at = _at(faults, standing)
    match faults[0].kind:
        case FaultKind.UNREAD:
            read = since(
                standing.freshness.last_success_at,
                timezone=standing.sheet.timezone,
                now=standing.now,
            )
            text = "RunSheet couldn't read the list from this PC."
            return text + (f" It's from {read}." if read else "")
        case FaultKind.SIGN_IN:
            return _sign_in(faults, standing, at=at)
        case FaultKind.OFFLINE:
            return "No internet." + (f" Showing the list from {at}." if at else "")
        case FaultKind.OUT_OF_DATE:
            return _out_of_date(faults, standing, at=at)
        case FaultKind.PARTLY:
            return f"{names_of(faults)} could only be read in part. Open Today."


def names_of(faults: Iterable[Fault], *, belonging: str = "") -> str:
    """`Gentu`, `Gentu and Halaxy`, `Gentu, MediRecords and Halaxy`; `belonging` ends each name."""
    names = [f"{name}{belonging}" for name in dict.fromkeys(fault.system for fault in faults)]
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _sign_in(faults: Sequence[Fault], standing: Standing, *, at: str) -> str:
    """The systems that wait for the same in one sentence."""
    by_code: dict[str | None, list[Fault]] = {}
    for fault in faults:
        by_code.setdefault(fault.code, []).append(fault)
    sentences = [f"{_waiting(each, code)}." for code, each in by_code.items()]
    if len(faults) == 1 and at:
        whose = "Today's list is" if len(standing.overviews) == 1 else "Its columns are"
        sentences.append(f"{whose} from {at}.")
    return " ".join(sentences)


def _waiting(faults: Sequence[Fault], code: str | None) -> str:
    names = names_of(faults)
    words = sign_in_words(names, code)
    if names == faults[0].system:
        return words
    return words.replace(f"{names} needs", f"{names} need").replace("longer lists", "longer list")


def _out_of_date(faults: Sequence[Fault], standing: Standing, *, at: str) -> str:
    is_all = len(faults) == len(finished(standing))
    columns = names_of(faults, belonging="'s")
    what = "Today's list is" if is_all else f"{columns} columns are"
    age = f" The last good check was {at}." if at and (is_all or len(faults) == 1) else ""
    return f"{what} out of date.{age}"


def _at(faults: Sequence[Fault], standing: Standing) -> str:
    """The time of the oldest list; empty where one of them was never read."""
    times = [_read_at(fault) for fault in faults]
    known = [at for at in times if at is not None]
    oldest = min(known) if known and len(known) == len(times) else None
    return since(oldest, timezone=standing.sheet.timezone, now=standing.now)


def _read_at(fault: Fault) -> datetime | None:
    return fault.overview.freshness.last_success_at if fault.overview is not None else None
