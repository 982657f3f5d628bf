"""What may differ, and the sentence of ours that says so to everyone who looks for it."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.cogs.second_account.client import Lines

Answers = dict[str, Lines]


@dataclass(frozen=True, slots=True)
class Excuse:
    """Some lines of some answers."""

    says: str
    """The key of the sentence that tells people of it."""
    questions: str
    lines: str

    def covers(self, question: str, line: str) -> bool:
        """Tell whether this line of this answer may differ."""
        asked, told = re.fullmatch(self.questions, question), re.fullmatch(self.lines, line)
        return asked is not None and told is not None


LET_IN = r"id: @ana|type: 1|allow: \d+|deny: 0"
HIDDEN = Excuse("privacy.room", "(.*: )?hidden channels", LET_IN)
"""Discord hands every channel to every client, with who was let in."""
CHANNELS = Excuse("privacy.room", "(.*: )?channels", LET_IN)
VOICE = Excuse("inside.seen", "(.*: )?voice rooms", r"@ana in #Open meeting .*")
EDITS = "MESSAGE_CREATE|MESSAGE_UPDATE"
COMES = "VOICE_STATE_UPDATE|CHANNEL_UPDATE"
HEADS = Excuse("privacy.live", "check-in: messages", r"content: .* \d more|edited_timestamp: .*")
READY = Excuse("privacy.live", "press ready.*", r"content: \d of \d is ready to move on\.")
RENAMED = "form rename: (Ana|ana|\u0410na|A n a|Ana 2)"
NAME = Excuse("privacy.live", RENAMED, ".*")
OTHER_NAME = Excuse("privacy.live", "form rename: ([Aa\u0410].*|[Bb]lue .*)", ".*")
CARD = r"type: \d+|spoiler: .*|id: \d+|flags: \d+|pinned: .*|edited_timestamp: .*"
TYPED = Excuse(
    "privacy.forms",
    ".*: messages|messages",
    rf"content: (\*\*Ana\*\* writes:|> I walked past the old pub\.)|{CARD}",
)
TOPIC = Excuse(
    "privacy.forms",
    "agenda: messages",
    r"content: (2\. My brother|There's time for (this one|all of these), .*)|edited_timestamp: .*",
)
WAITS = Excuse(
    "privacy.forms",
    "(.*: )?messages|press larger.*|press ready.*",
    r"content: (## )?1 line without a name is waiting for the facilitator\.|edited_timestamp: .*",
)


def heard(*events: str) -> Excuse:
    """Allow these to come at another time: who comes, and what is put on the card, is seen."""
    words = "|".join(events)
    return Excuse("privacy.live", "(.*: )?what was heard", rf"\d+ s: ({words}) in #Open meeting .*")


@dataclass(slots=True)
class Compared:
    """Two evenings, as one account was told of them."""

    differ: list[str] = field(default_factory=list)
    used: set[Excuse] = field(default_factory=set)


def compare(one: Answers, other: Answers, excuses: tuple[Excuse, ...]) -> Compared:
    """Find what differs and is not excused, and which excuses were needed."""
    found = Compared()
    for question, line in _differing(one, other):
        fit = [each for each in excuses if each.covers(question, line[1:])]
        found.used.update(fit)
        if not fit:
            found.differ.append(f"{question}: {line}")
    return found


def _differing(one: Answers, other: Answers) -> Iterator[tuple[str, str]]:
    assert list(one) == list(other), "the same is asked in both"
    for question in one:
        if one[question] != other[question]:
            for line in difflib.unified_diff(one[question], other[question], n=0, lineterm=""):
                if line[0] in "+-" and not line.startswith(("+++", "---")):
                    yield question, line
