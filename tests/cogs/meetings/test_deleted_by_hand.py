"""What a moderator deletes in an evening that needs it: back once, then left, and said so once."""

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.console.in_channel import InChannel
from tests.cogs.group import SURE, Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
LOOKED = 5.6 * 60
"""So many seconds, and it was looked whether everything stands."""
AGAIN = "Post it again"


async def delete(group, message):
    group.env.backend.delete_message(message.channel_id, message.id)
    await group.env.settle()


def doors(group):
    """The messages that lead in, or did."""
    listed = group.seen("Ana", group.world.announcements.id)
    ways = {"Join", "Join again"}
    return [one for one in listed if ways & set(plain(one.components).buttons)]


def offers(group, who="Fran", place=None):
    """The lines that tell what stays away, with the way to have it back."""
    listed = group.seen(who, (place or group.world.facilitators_channel).id)
    return [one for one in listed if AGAIN in plain(one.components).buttons]


def posts(group, place):
    path = f"/channels/{place.id}/messages"
    return sum((one.method, one.path) == ("POST", path) for one in group.env.http_requests)


async def test_a_door_that_was_deleted_is_there_again_before_people_come(group):
    await group.start()
    first, before = doors(group)[0], posts(group, group.world.announcements)
    await delete(group, first)
    await group.wait(LOOKED)
    (again,) = doors(group)
    assert again.id != first.id
    assert posts(group, group.world.announcements) == before + 1
    await group.come("Ana", "Ben")
    assert offers(group) == []


async def test_what_changes_at_the_door_finds_out_at_once_that_it_is_gone(evening):
    group = await evening(*FOUR, stage="check_in")
    (first,) = doors(group)
    await delete(group, first)
    await group.more("Close the door")
    await group.wait(10)
    (again,) = doors(group)
    assert again.id != first.id
    assert "closed" in plain(again.components).text


async def test_deleted_a_second_time_the_door_stays_away_until_whoever_leads_wants_it(evening):
    group = await evening(*FOUR, stage="check_in")
    for _ in range(2):
        await delete(group, doors(group)[0])
        await group.wait(LOOKED)
    assert doors(group) == []
    (told,) = offers(group)
    assert f"<@{group['Fran'].id}>" in plain(told.components).text
    said = posts(group, group.world.announcements)
    await group.wait(2 * LOOKED)
    assert posts(group, group.world.announcements) == said
    assert len(offers(group)) == 1
    done = await cast.press(group["Fran"], AGAIN, on=told)
    assert "on its way" in done.text
    await group.wait(5)
    assert len(doors(group)) == 1
    once_more = await cast.press(group["Fran"], AGAIN, on=told)
    assert "already" in once_more.text
    await group.come("Hana")


async def test_a_card_that_was_deleted_is_found_without_a_press_and_left_the_second_time(evening):
    group = await evening(*FOUR, stage="check_in")
    first = group.card()
    await delete(group, first)
    await group.wait(LOOKED)
    second = group.card()
    assert second.id != first.id
    await delete(group, second)
    await group.wait(LOOKED)
    said = posts(group, group.room)
    await group.wait(2 * LOOKED)
    assert posts(group, group.room) == said
    (told,) = offers(group)
    await cast.press(group["Fran"], AGAIN, on=told)
    await group.wait(5)
    assert group.stage == "check_in"
    assert posts(group, group.room) == said + 1


async def test_a_console_deleted_again_and_again_is_left_until_the_next_step(group, evening):
    await group.set_up(standing_console=True)
    await evening(*FOUR, stage="welcome")
    await group.wait(5)
    console = InChannel(group)
    for _ in range(2):
        await delete(group, console.messages[0])
        await group.wait(LOOKED)
    assert console.messages == []
    await group.press("Ana", "My options")
    await group.wait(LOOKED)
    assert console.messages == []
    assert len(offers(group)) == 1
    await group.go_to("check_in")
    await group.wait(5)
    assert len(console.messages) == 1


async def test_without_a_facilitators_channel_organisers_hear_of_it_and_bring_it_back(world):
    group = Group(world)
    await group.set_up(facilitators_channel=None)
    await group.wait(31)
    await group.start()
    for _ in range(2):
        await delete(group, doors(group)[0])
        await group.wait(LOOKED)
    (told,) = offers(group, "Olu", world.organisers)
    await cast.press(group["Olu"], AGAIN, on=told)
    await group.wait(5)
    assert len(doors(group)) == 1


async def test_the_goodbye_is_said_also_where_the_last_card_was_deleted(evening):
    group = await evening(*FOUR, stage="check_in")
    asked = await group.more("End meeting")
    await delete(group, group.card())
    await cast.press(group["Fran"], SURE, on=asked.message)
    await group.wait(5)
    assert "Take good care" in group.room_words("Ana")


async def test_a_door_whose_channel_was_deleted_comes_to_the_one_that_organisers_choose(evening):
    group = await evening(*FOUR, stage="check_in")
    world = group.world
    group.env.backend.delete_channel(world.announcements.id)
    await group.wait(LOOKED)
    heard = [plain(one.components).text for one in group.seen("Olu", world.organisers.id)]
    assert (
        sum("its door couldn't appear: the channel for the door is gone" in one for one in heard)
        == 1
    )
    chosen = world.guild.create_text_channel("new-doors")
    await group.env.settle()
    await cast.say(world.organiser, "setup server", world.organisers, announcements=chosen)
    await group.wait(130)
    ways = [one for one in group.seen("Ana", chosen.id) if "Join" in plain(one.components).buttons]
    assert len(ways) == 1
    assert offers(group) == []


async def test_after_the_end_nothing_comes_back(evening):
    group = await evening(*FOUR, stage="check_in")
    first = doors(group)[0]
    await group.end()
    await group.wait(5)
    said = posts(group, group.world.announcements)
    await delete(group, first)
    await group.wait(LOOKED)
    assert posts(group, group.world.announcements) == said
