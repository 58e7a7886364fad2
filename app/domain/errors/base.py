"""The base of every fault RunSheet can name: a stable code and one plain sentence."""

from typing import ClassVar

from app.domain.said import Said, say


class RunSheetError(Exception):
    """Base of every error a person may see. `str(error)` is the plain sentence with its code."""

    code: ClassVar[str] = "APP-01"
    template: ClassVar[str] = "Something went wrong inside RunSheet."

    def __init__(self, **facts: str | int) -> None:
        """`facts` fill the template; they are names of systems, counts and times, never data."""
        self.facts = facts
        super().__init__(say("{sentence} ({code})", sentence=self.sentence, code=self.code))

    @property
    def sentence(self) -> Said:
        """The plain sentence without its code."""
        return Said(self.template.format(**self.facts), self.template, self.facts)
