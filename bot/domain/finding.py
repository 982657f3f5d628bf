"""What a linter found in data that people write by hand."""

from dataclasses import dataclass, field

from bot.domain.sentence import Facts, Sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: `rule` is its name, `where` the row, `found` the words at fault.

    `facts` fill its two sentences, what is wrong and how to mend it. A rule that can be broken in
    several ways names the way in `case`.
    """

    rule: str
    where: str
    found: str = ""
    facts: Facts = field(default_factory=dict, hash=False)
    case: str = ""

    @property
    def what(self) -> Sentence:
        """What is wrong."""
        return Sentence(f"finding.{self._name}.what", self.facts)

    @property
    def mend(self) -> Sentence:
        """How to mend it."""
        return Sentence(f"finding.{self._name}.mend", self.facts)

    @property
    def _name(self) -> str:
        return f"{self.rule}.{self.case}" if self.case else self.rule

    def __str__(self) -> str:
        """Name the fault for whoever reads a log; people read its sentences."""
        return f"{self.where}: {self._name} {self.found!r}"


class Unreadable(ValueError):
    """A file that cannot be read at all; `sentence` says why."""

    def __init__(self, why: str, /, **facts: str | int) -> None:
        super().__init__(why)
        self.sentence = Sentence(f"file.{why}", facts)
