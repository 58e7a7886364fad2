"""MediRecords' page envelope: which page it is, its records, whether another one follows."""

from dataclasses import dataclass
from typing import Any

from app.adapters.answer import Answer
from app.adapters.passes import Page
from app.domain.errors import BadAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a list a page stands: `page` from 0, in pages of `size` records."""

    page: int
    size: int

    @property
    def cursor(self) -> str:
        """The place as a page mark keeps it."""
        return f"{self.page}/{self.size}"

    @classmethod
    def at(cls, cursor: str | None, *, size: int) -> "Place":
        """The place of a cursor; without one the first page, in pages of `size`."""
        if cursor is None:
            return cls(page=0, size=size)
        page, _, told = cursor.partition("/")
        return cls(page=int(page), size=int(told))

    @property
    def params(self) -> dict[str, str]:
        """The place as query parameters."""
        return {"page": str(self.page), "size": str(self.size)}


def read_page(answer: Answer, asked: Place) -> Page:
    """The decoded page; raises BadAnswer for what is no page or not the page that was asked for.

    A server may cap `size` on the first page; what follows must then keep to that size, or rows
    would fall between two pages.
    """
    page: dict[str, Any] = answer.json_object()
    records, is_last, size = page.get("data"), page.get("last"), page.get("size")
    is_page = isinstance(records, list) and isinstance(is_last, bool) and _is_count(size)
    if not (is_page and _fits(page, asked)):
        raise BadAnswer(system=answer.system)
    following = Place(page=asked.page + 1, size=page["size"])
    total = page.get("totalElements")
    return Page(
        records=page["data"],
        next_cursor=None if is_last else following.cursor,
        total=total if _is_count(total) else None,
    )


def _fits(page: dict[str, Any], asked: Place) -> bool:
    number, size = page.get("page"), page["size"]
    is_size = 0 < size <= asked.size if asked.page == 0 else size == asked.size
    return _is_count(number) and number == asked.page and is_size and len(page["data"]) <= size


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
