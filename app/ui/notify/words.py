"""What a notification says of one fault, of however many systems. No patients' names."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.domain.said import say
from app.ui.language import tr, tr_and, translated
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
            text = tr("RunSheet couldn't read the list from this PC.")
            age = tr("It's from {time}.", time=read) if read else ""
            return " ".join(filter(None, (text, age)))
        case FaultKind.SIGN_IN:
            return _sign_in(faults, standing, at=at)
        case FaultKind.OFFLINE:
            if not at:
                return tr("No internet.")
            return tr("No internet. Showing the list from {time}.", time=at)
        case FaultKind.OUT_OF_DATE:
            return _out_of_date(faults, standing, at=at)
        case FaultKind.PARTLY:
            return tr("{systems} could only be read in part. Open Today.", systems=names_of(faults))


def names_of(faults: Iterable[Fault]) -> str:
    """`Gentu`, `Gentu and Halaxy`, `Gentu, MediRecords and Halaxy`."""
    names = [*dict.fromkeys(fault.system for fault in faults)]
    return tr_and((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _sign_in(faults: Sequence[Fault], standing: Standing, *, at: str) -> str:
    """The systems that wait for the same in one sentence."""
    by_code: dict[str | None, list[Fault]] = {}
    for fault in faults:
        by_code.setdefault(fault.code, []).append(fault)
    sentences = [f"{_waiting(each, code)}." for code, each in by_code.items()]
    if len(faults) == 1 and at:
        is_alone = len(standing.overviews) == 1
        age = (
            say("Today's list is from {time}.") if is_alone else say("Its columns are from {time}.")
        )
        sentences.append(translated(age.format(time=at)))
    return " ".join(sentences)


def _waiting(faults: Sequence[Fault], code: str | None) -> str:
    names = names_of(faults)
    if names == faults[0].system or code == "AUTH-07":
        return sign_in_words(names, code)
    if code == "AUTH-03":
        return tr("{systems} no longer list this practice", systems=names)
    return tr("{systems} need you to sign in again", systems=names)


def _out_of_date(faults: Sequence[Fault], standing: Standing, *, at: str) -> str:
    is_all = len(faults) == len(finished(standing))
    if is_all:
        what = tr("Today's list is out of date.")
    else:
        what = tr("{systems} columns are out of date.", systems=_owners(faults))
    if not at or not (is_all or len(faults) == 1):
        return what
    age = tr("The last good check was {time}.", time=at)
    return f"{what} {age}"


def _owners(faults: Sequence[Fault]) -> str:
    """`Gentu's and Halaxy's`."""
    systems = dict.fromkeys(fault.system for fault in faults)
    names = [tr("{system}'s", system=system) for system in systems]
    return tr_and((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _at(faults: Sequence[Fault], standing: Standing) -> str:
    """The time of the oldest list; empty where one of them was never read."""
    times = [_read_at(fault) for fault in faults]
    known = [at for at in times if at is not None]
    oldest = min(known) if known and len(known) == len(times) else None
    return since(oldest, timezone=standing.sheet.timezone, now=standing.now)


def _read_at(fault: Fault) -> datetime | None:
    return fault.overview.freshness.last_success_at if fault.overview is not None else None
