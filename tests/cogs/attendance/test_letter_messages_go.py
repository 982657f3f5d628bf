"""The private message with a letter goes where the letter is withdrawn or its owner forgotten."""

import pytest

from bot.domain.ids import OWN, GuildId, MemberId
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.rehearsal import cast
from tests.cogs.alone import Alone
from tests.cogs.attendance.letters import give_name, private, words
from tests.cogs.group import Group


@pytest.fixture
async def sent(evening) -> Group:
    """Ana and Ben have their letters, each in a private message."""
    group = await evening("Ana", "Ben", "Chi", "Esi")
    for name in ("Ana", "Ben"):
        joined = await cast.press(group[name], "Join", on=group.door(name))
        inside = await cast.press(group[name], "Good to know", on=joined.message)
        asked = await cast.press(group[name], "Attendance letter", on=inside.message)
        await give_name(group, name, asked, f"{name} Heron")
    await group.go_to("check_in")
    await group.wait(300)
    await group.end()
    await group.wait(60)
    for name in ("Ana", "Ben"):
        (letter,) = private(group, name)
        assert "Here's your letter." in words(letter)
    return group


async def is_forgotten(group: Group) -> bool:
    """Tell whether nothing says any more whose message was to go."""
    store, ana = group.bot.services.privacy.store, MemberId(group["Ana"].id)
    guild = GuildId(group.world.guild.id)

    def work(tx) -> list[OutboxEntry]:
        return [one for place in (guild, OWN) for one in tx.outbox.of(Subject.member(place, ana))]

    return not [one for one in await store.run(work) if one.kind == EntryKind.UNSAY]


async def test_a_letter_that_is_withdrawn_is_taken_back_from_private_messages(sent):
    (letter,) = private(sent, "Ana")
    ana = sent["Ana"].user
    asked = await cast.press(ana, "Withdraw this letter", on=letter)
    done = await cast.press(ana, "Yes, withdraw it", on=asked.message)
    assert done.text.startswith("Withdrawn.")
    await sent.wait(60)
    assert private(sent, "Ana") == []
    assert len(private(sent, "Ben")) == 1
    assert await is_forgotten(sent)


@pytest.mark.parametrize("where", ["in this server", "everywhere"])
async def test_letters_of_who_is_forgotten_are_taken_back_too(sent, where):
    ana = Alone(sent, "Ana", "server")
    await ana.say("privacy erase")
    await ana.press(f"Forget me {where}")
    await sent.wait(120)
    assert private(sent, "Ana") == []
    assert len(private(sent, "Ben")) == 1
    assert await is_forgotten(sent)
