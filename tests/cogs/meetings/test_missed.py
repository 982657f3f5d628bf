"""A missed meeting as people see it: why nothing opened, and one press that opens it now."""

from bot.domain.ids import GuildId
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group


def lines(group: Group, name: str, place: int) -> list[str]:
    seen = [one for one in group.seen(name, place) if not one.ephemeral]
    return [plain(one.components).text for one in seen]


async def missed(group: Group) -> None:
    """While the meeting is due the bot may make no rooms."""
    place = group.world.facilitators_channel
    await cast.say(group["Fran"], "meeting schedule", place, title="Tonight", when="Tuesday 19:00")
    guild, category = group.world.guild, group.world.category
    taken = [guild.create_text_channel(f"old-{one}", category=category) for one in range(50)]
    await group.wait(77 * 60)
    for one in taken:
        group.env.backend.delete_channel(one.id)
    await group.wait(5)


async def test_members_see_why_nothing_opened_and_a_facilitator_opens_it_with_one_press(group):
    await missed(group)
    world = group.world
    (told,) = [
        one for one in lines(group, "Ana", world.announcements.id) if one.startswith("Tonight")
    ]
    assert "couldn't open its room in time" in told
    assert "nobody's fault" in told
    following = await cast.say(group["Ana"], "meeting next", world.announcements)
    assert "Tonight" in following.text
    assert "couldn't take place" in following.text
    assert "Nothing is planned yet" not in following.text
    message, _ = cast.find_button(group["Fran"], "Open now")
    assert message.channel_id == world.facilitators_channel.id
    assert "for its full length" in plain(message.components).text
    done = await cast.press(group["Fran"], "Open now", on=message)
    assert done.private
    assert "The room opens in a moment" in done.text
    await group.wait(10)
    assert group.stage == "lobby"
    again = await cast.press(group["Olu"], "Open now")
    assert "Somebody has already opened this meeting." in again.text
    assert len([one for one in simkit.rooms(world.guild) if "Tonight" in str(one.name)]) == 1
    occurrences = await group.bot.services.schedule.store.run(
        lambda tx: tx.occurrences.of(GuildId(world.guild.id))
    )
    assert len(occurrences) == 1
