"""A situation note: one phone screen for what happens in the room of a group.

What is going on, one sentence to say, one question to ask, and what to leave.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.ids import NoteId
from bot.domain.prompts.circumstance import Circumstance
from bot.domain.support.danger.level import About, Care, Level


class HelpNeed(StrEnum):
    """Why the private help lines stand below a note."""

    DANGER_TO_LIFE = "danger_to_life"
    VIOLENCE = "violence"
    WITHDRAWAL = "withdrawal"
    CHILD_AT_RISK = "child_at_risk"
    OVERDOSE = "overdose"


_NEEDS = {
    About.LIFE: HelpNeed.DANGER_TO_LIFE,
    About.VIOLENCE: HelpNeed.VIOLENCE,
    About.WITHDRAWAL: HelpNeed.WITHDRAWAL,
    About.CHILD: HelpNeed.CHILD_AT_RISK,
    About.OVERDOSE: HelpNeed.OVERDOSE,
}


def need_heard(care: Care | None) -> HelpNeed | None:
    """Give what is needed where there may be a danger now; None where none was heard."""
    return _NEEDS.get(care.about) if care and care.level is not Level.PAST else None


@dataclass(frozen=True, slots=True)
class NoteSource:
    """A page that carries what a note says of health or law; `seen` is the day it was read."""

    name: str
    url: str
    seen: date


@dataclass(frozen=True, slots=True)
class SituationNote:
    """What a facilitator can say and ask when this happens; nothing in it is a diagnosis.

    `when` holds the situation in the words of those who would look for it; it is never shown.
    `most` is how many characters a part may have.
    """

    id: NoteId
    title: str = field(metadata={"most": 60})
    when: tuple[str, ...]
    going_on: str = field(metadata={"most": 280})
    """What is going on, and what matters first."""
    say: str = field(metadata={"most": 160})
    """One sentence to say aloud."""
    ask: str = field(metadata={"most": 160})
    """One open question."""
    avoid: str = field(metadata={"most": 160})
    """What better not to say or do."""
    help: HelpNeed | None = None
    sources: tuple[NoteSource, ...] = ()
    told: frozenset[Circumstance] = frozenset()
    """Where all of this was told, it comes sooner: how it was told says less than what."""

    @property
    def shown(self) -> str:
        """Give all that stands on the screen, for its length."""
        return f"{self.title}\n{self.going_on}\n{self.say}\n{self.ask}\n{self.avoid}"
