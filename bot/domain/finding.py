"""What a linter found in data that people write by hand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: `rule` is its name, `where` the row, `found` the words at fault."""

    rule: str
    where: str
    what: str
    mend: str
    found: str = ""

    def __str__(self) -> str:
        """Give the finding as one line for a terminal."""
        return f"{self.where}: {self.what} {self.mend} [{self.rule}]"
