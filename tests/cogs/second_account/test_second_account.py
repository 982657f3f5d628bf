"""A second account asks everything that a client can, and learns of Ana only what is hers to show.

Each evening is the same to the second, with the same ids and the same chance, but for what Ana
does. Somebody outside the closed door must find no difference at all; somebody inside, who just
listens, only what the notice and the door tell everyone.
"""

import pytest

from bot.text.catalog import sentences_of
from cogs.ui.kit.button import Item
from cogs.ui.kit.form import _SENT
from tests.cogs.commands import COMMANDS
from tests.cogs.second_account.excuses import (
    CHANNELS,
    COMES,
    EDITS,
    HEADS,
    HIDDEN,
    NAME,
    OTHER_NAME,
    READY,
    TOPIC,
    TYPED,
    VOICE,
    WAITS,
    Answers,
    compare,
    heard,
)  # fmt: skip
from tests.cogs.second_account.worlds import WORLDS

NEVER, CAME, LEFT = "never came", "came", "left"
INSIDE = {
    "only came to an evening before": (NEVER, ()),
    CAME: (NEVER, (CHANNELS, VOICE, HEADS, READY, NAME, heard(COMES, EDITS))),
    "came typing": (CAME, (VOICE, HEADS, TYPED, heard(COMES, EDITS))),
    "just listens": (CAME, (HEADS, NAME, heard(EDITS))),
    "chose another name": (CAME, (OTHER_NAME, heard(EDITS))),
    "asked for private help": (CAME, ()),
    "wrote without a name": (CAME, (WAITS, heard(EDITS))),
    "suggested a topic": (CAME, (TOPIC, heard(EDITS))),
    LEFT: (NEVER, (HEADS, heard(COMES, EDITS))),
    "was removed": (LEFT, (heard(COMES),)),
    "erased everything": (NEVER, (HEADS, heard(COMES, EDITS))),
}
"""With which world each is compared by somebody inside, and what may differ."""
GONE = {"only came to an evening before", LEFT, "was removed", "erased everything"}
"""Where Ana has no way into the room, or no more."""


@pytest.mark.parametrize("world", INSIDE)
async def test_whoever_asks_everything_learns_only_what_is_told_to_everyone(told, world):
    never, this = await told(NEVER), await told(world)
    listed = () if world in GONE else (HIDDEN,)
    outside = compare(never.outside, this.outside, listed)
    assert outside.differ == []
    assert outside.used == set(listed), "an excuse that nothing needs"

    other, excuses = INSIDE[world]
    inside = compare((await told(other)).inside, this.inside, excuses)
    assert inside.differ == []
    assert inside.used == set(excuses), "an excuse that nothing needs"
    for one in (*listed, *excuses):
        sentence = sentences_of("en")[one.says]
        assert told_somewhere(this.inside, sentence) or told_somewhere(this.outside, sentence)


async def test_in_twelve_worlds_each_account_asks_more_than_two_hundred_questions(told):
    assert set(WORLDS) == {NEVER, *INSIDE}
    assert len(WORLDS) == 12
    never = await told(NEVER)
    for asked in (never.inside, never.outside):
        assert len(asked) > 200
        assert {f"press {kind}" for kind in Item.presses} <= {begins(one) for one in asked}
        assert {f"form {kind}" for kind in _SENT} <= set(asked)
        assert all(any(one.startswith(f"/{name}") for one in asked) for name in COMMANDS)
        assert not told_somewhere(asked, "presses in a few seconds"), "nothing was asked too soon"


def begins(question: str) -> str:
    """The first two words of a question."""
    return " ".join(question.split()[:2])


def told_somewhere(answers: Answers, sentence: str) -> bool:
    """Whether one of the answers has this sentence, as far as it is the same for everyone."""
    same, _, _ = sentence.partition("{")
    return any(same in line for lines in answers.values() for line in lines)
