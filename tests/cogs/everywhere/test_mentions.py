"""S-MENT and S-TPL: what people type pings nobody and fills no template, whatever they type."""

import pytest

from bot.rehearsal import cast
from bot.rehearsal.plain_text import walk
from tests.cogs.group import Group
from tests.cogs.recorded import sent

FOUR = ("Ana", "Ben", "Chi", "Esi")
PINGS = "@everyone @here <@&1> <@2> \uff20everyone @\u200beveryone **b** [x](http://y.z)"
BRACES = "{name} {x.__class__} {0} %s $name $$ {count}"
SHORT_PINGS = "@everyone <@&1> <@2>"
NOBODY: dict[str, list[str]] = {"parse": []}


def quiet(group: Group) -> list[object]:
    """Every message whose allowed mentions are absent or wider than none."""
    return [
        (method, path, body.get("allowed_mentions"))
        for method, path, body in sent(group.env)
        if _allows(body.get("allowed_mentions"))
    ]


def _allows(allowed: object) -> bool:
    if not isinstance(allowed, dict) or "parse" not in allowed:
        return True
    return bool(allowed["parse"] or allowed.get("users") or allowed.get("roles"))


def raw(group: Group) -> str:
    """Everything the bot has sent, as it went over the wire."""
    return "\n".join(str(body) for _, _, body in sent(group.env))


async def type_everywhere(group: Group, words: str, short: str) -> None:
    """Type these words into every form and option that takes some."""
    await type_before(group, words, short)
    await group.start(title=words[:60])
    await group.come("Fran", *FOUR)
    mine = await group.press("Ana", "My options")
    form = await cast.press(group["Ana"], "Choose another name", on=mine.message)
    await cast.fill(group["Ana"], form, short)
    await type_in_the_round(group, words)
    await type_in_the_talk(group, words, short)


async def type_before(group: Group, words: str, short: str) -> None:
    """Type into commands, and into the group's own texts."""
    world = group.world
    texts = await cast.say(world.organiser, "setup texts", world.organisers)
    form = await cast.press(world.organiser, "Ground rules", on=texts.message)
    await cast.fill(world.organiser, form, {"If someone": short})
    await cast.say(
        group["Fran"], "meeting schedule", world.facilitators_channel,
        title=words[:60], when="Friday 19:00", topic=words,
    )  # fmt: skip
    await cast.say(group["Ana"], "meeting list", world.announcements)
    await cast.say(group["Ana"], "crisis", world.announcements, country=short)


async def type_in_the_round(group: Group, words: str) -> None:
    """Type a turn, words without a name, and a request in private."""
    await group.go_to("check_in")
    await group.write("Ana", "Type instead", words)
    hidden = {"What would you like to say?": words, "Without my name": True}
    await group.write("Ben", "Type instead", hidden)
    await group.lead("Show it")
    helped = await group.press("Chi", "Private help")
    choice = await cast.press(group["Chi"], "Someone is bothering me", on=helped.message)
    asked = await cast.press(group["Chi"], "Tell the facilitator", on=choice.message)
    form = await cast.press(group["Chi"], "Add a few words", on=asked.message)
    await cast.fill(group["Chi"], form, words)
    await group.lead("Read")


async def type_in_the_talk(group: Group, words: str, short: str) -> None:
    """Type a topic, a note beside a hand, and a line on the board."""
    await group.go_to("agenda")
    topic = {"What would you like to talk about?": short, "Show my name": True}
    await group.write("Ana", "Suggest a topic", topic)
    await group.go_to("discussion")
    hand = await group.press("Ana", "Raise hand")
    form = await cast.press(group["Ana"], "Add a note", on=hand.message)
    await cast.fill(group["Ana"], form, short)
    await group.console()
    await group.lead("Call next hand")
    await group.go_to("working")
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message)
    await group.wait(2)
    line = {"Where does it belong?": "What it gives me", "Your line": words}
    await group.write("Ana", "Share one line", line)
    await group.wait(2)


@pytest.mark.parametrize(("words", "short"), [(PINGS, SHORT_PINGS), (BRACES, BRACES[:32])])
async def test_whatever_is_typed_pings_nobody(group, words, short):
    await type_everywhere(group, words, short)
    await group.go_to("close")
    await group.end()
    assert quiet(group) == []


async def test_mentions_are_shown_as_they_were_typed_and_not_as_mentions(group):
    await type_everywhere(group, PINGS, SHORT_PINGS)
    seen = raw(group)
    assert r"\@everyone" in seen.replace("\\\\", "\\")
    for message in group.seen("Ana"):
        for node in walk(message.components):
            words = str(node.get("content", ""))
            plain = words.replace(r"\@", "").replace(r"\<", "")
            assert "@everyone" not in plain, words
            assert "<@&1>" not in plain, words
            assert "\u200b" not in words, "nothing invisible is passed on"


async def test_braces_come_out_as_they_went_in(group):
    await type_everywhere(group, BRACES, BRACES[:32])
    room = group.room_words("Ben")
    assert BRACES in room
    assert "Somebody here writes:\n" + BRACES in room
    assert f"• {BRACES}" in group.words
    assert "property" not in raw(group), "nothing typed is ever looked up"
