"""The base of every fault RunSheet can name: a stable code and one plain sentence."""

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
