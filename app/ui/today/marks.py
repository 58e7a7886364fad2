"""What a row shares with others of the day: a name like theirs, or perhaps the visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.duplicates import possible_duplicates
from app.domain.privacy import Sight, Veil
from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.domain.similar_names import similar_names
from app.domain.words import birth_date, clock_time
from app.ui.language import tr, tr_and, translated

SIMILAR, DUPLICATE = say("Similar name"), say("Possible duplicate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The other rows: `similar` are people with a similar name, `duplicates` perhaps this visit."""

    similar: tuple[RunSheetRow, ...] = field(default=(), repr=False)
    duplicates: tuple[RunSheetRow, ...] = field(default=(), repr=False)

    def seen_through(self, veil: Veil | Sight) -> "Marks":
        """The same with the others as they may be seen."""
        if not veil.is_on:
            return self
        return Marks(
            similar=tuple(veil.row(row) for row in self.similar),
            duplicates=tuple(veil.row(row) for row in self.duplicates),
        )


NO_MARKS = Marks()


def marks_of(rows: Sequence[RunSheetRow]) -> Mapping[str, Marks]:
    """By row id; a row without any is left out."""
    similar, doubled = similar_names(rows), possible_duplicates(rows)
    return {
        row_id: Marks(similar=similar.get(row_id, ()), duplicates=doubled.get(row_id, ()))
        for row_id in similar.keys() | doubled.keys()
    }


def flags(row: RunSheetRow, marks: Marks) -> tuple[str, ...]:
    """`≈ Similar name`, `⧉ Possible duplicate`; the signs alone where the person is hidden."""
    found = []
    if marks.similar:
        found.append("≈" if row.is_masked else f"≈ {translated(SIMILAR)}")
    if marks.duplicates:
        found.append("⧉" if row.is_masked else f"⧉ {translated(DUPLICATE)}")
    return tuple(found)


def spoken_flags(marks: Marks) -> list[str]:
    """The same for the ear, which knows no signs."""
    found = [tr("similar name")] if marks.similar else []
    return found + ([tr("possible duplicate")] if marks.duplicates else [])


def similar_words(row: RunSheetRow, marks: Marks) -> str:
    """`Mary Johnston, 10:00 am and 4:10 pm, born 2 Feb 1980`, a line for each other person."""
    people: dict[tuple[str, str], list[str]] = {}
    for other in marks.similar:
        birthday = other.patient_birth_date
        born = tr("born {date}", date=birth_date(birthday)) if birthday else ""
        times = people.setdefault((other.patient_name, born), [])
        times.append(translated(clock_time(other.start, row.timezone)))
    return "\n".join(
        ", ".join(part for part in (name, _listed(times), born) if part)
        for (name, born), times in people.items()
    )


def duplicate_words(row: RunSheetRow, marks: Marks) -> str:
    """`Also 10:00 am with Dr Okafor (Halaxy)`, a line for each other booking."""
    return "\n".join(
        tr(
            "Also {time} with {clinician} ({system})",
            time=clock_time(other.start, row.timezone),
            clinician=other.clinician_name,
            system=other.system or say("entered here"),
        )
        for other in marks.duplicates
    )


def _listed(words: Sequence[str]) -> str:
    """`9:00 am, 9:30 am and 10:00 am`."""
    if len(words) < 2:
        return "".join(words)
    return tr_and((", ".join(words[:-1]), words[-1]))
