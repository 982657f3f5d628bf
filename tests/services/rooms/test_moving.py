"""Moving to a new room: everyone but those who were removed, once, also through a crash."""

from datetime import timedelta

import pytest

from bot.domain.calendar.occurrence import Phase
from bot.domain.rooms.moving import NobodyToLeaveBehind
from bot.services.ports.drawings import Card, Folded, Line
from bot.services.ports.rooms import Need
from bot.services.ports.trouble import Blocked, Unsure
from bot.services.rooms.moving import NoNewRoom
from tests.services.conftest import GUILD, NOW, ORGANISERS, Story, lead, member
from tests.services.instants import states_of
from tests.services.small_discord import Clock, Discord, Killed, Late, Lost

ANA = member(1)


async def with_ana_removed(story, **wish):
    """An evening in which Ana was removed, and stays in the voice room."""
    now = await story.begun(**wish)
    await story.wait(minutes=1)
    await story.removals.remove(now.id, lead(), ANA.id, sure=True)
    return now


async def everyone_goes_to(story, room, *, but=()):
    """Whoever may enters the new room."""
    new = story.discord.channels[room]
    for channel in story.discord.channels.values():
        going = {who for who in channel.inside if who in new.allowed and who not in but}
        if channel is not new:
            channel.inside -= going
            new.inside |= going


async def test_everyone_but_who_was_removed_goes_on_in_a_new_room(story):
    now = await with_ana_removed(story)
    await story.moving.ask(now.id, lead())
    await story.wait(seconds=3)
    after = await story.meetings.get(now.id)
    old, new = story.discord.channels[now.room], story.discord.channels[after.room]
    assert after.room != now.room
    assert new.allowed == {one.id for one in now.people} - {ANA.id}
    assert [type(one.shown) for one in story.discord.said(after.room)] == [Card]
    shown = [one.shown for one in story.discord.said(now.room)]
    assert not any(isinstance(one, Card) for one in shown), "no button is left in the old room"
    assert any(isinstance(one, Folded) and one.stage == "moved" for one in shown)
    (way,) = [one for one in shown if isinstance(one, Line) and one.key == "note.moved"]
    assert way.facts["room"] == after.room
    assert ANA.id in old.inside
    await everyone_goes_to(story, after.room)
    await story.ticks.look(now.id)
    await story.wait(seconds=5)
    assert set(story.discord.channels) == {after.room}
    assert story.discord.deleted == [(now.room, frozenset({ANA.id}))]
    assert story.meetings.in_room(after.room) == now.id


async def test_while_people_are_in_the_old_room_it_stays_and_keeps_the_meeting(story):
    now = await with_ana_removed(story)
    await story.moving.ask(now.id, lead())
    await story.wait(minutes=25)
    assert now.room in story.discord.channels
    assert (await story.occurrence()).phase is Phase.OPEN, "they are on their way"


async def test_a_quarter_of_an_hour_after_the_end_the_old_room_goes_at_the_latest(story):
    now = await with_ana_removed(story)
    await story.moving.ask(now.id, lead())
    await story.wait(seconds=5)
    after = await story.meetings.get(now.id)
    await everyone_goes_to(story, after.room, but={member(2).id})
    await story.meetings.end(now.id, lead(), after.place, sure=True)
    await story.wait(minutes=13)
    assert now.room in story.discord.channels
    await story.restart()
    await story.wait(minutes=4)
    assert now.room not in story.discord.channels
    assert after.room in story.discord.channels, "the room of the meeting goes by its own rules"


async def test_two_presses_make_one_room(story):
    now = await with_ana_removed(story)
    await story.moving.ask(now.id, lead())
    await story.moving.ask(now.id, lead())
    await story.wait(seconds=30)
    assert story.discord.made == 2


async def test_where_nobody_would_be_left_behind_no_room_is_asked_for(story):
    now = await story.begun()
    with pytest.raises(NobodyToLeaveBehind):
        await story.moving.ask(now.id, lead())
    await story.wait(seconds=30)
    assert story.discord.made == 1


async def test_where_no_room_fits_nobody_is_promised_one(story):
    now = await with_ana_removed(story)
    story.discord.needs.append(Need("category_full", {}))
    with pytest.raises(NoNewRoom):
        await story.moving.ask(now.id, lead())
    assert not (await story.meetings.get(now.id)).moving


@pytest.mark.parametrize(
    ("create", "rooms"), [(Lost(), 2), (Late(timedelta(seconds=9)), 2), (Unsure(), 2)]
)
async def test_an_answer_that_was_lost_makes_no_second_room(story, create, rooms):
    now = await with_ana_removed(story)
    story.discord.plan("create", create)
    await story.moving.ask(now.id, lead())
    await story.wait(minutes=2)
    after = await story.meetings.get(now.id)
    assert after.room != now.room
    assert story.discord.made == rooms
    assert len(story.discord.channels) == 2


async def test_a_room_that_cannot_be_looked_for_is_not_asked_for_again(story):
    now = await with_ana_removed(story)
    story.discord.plan("create", Lost())
    story.discord.plan("find", *[Unsure()] * 20)
    await story.moving.ask(now.id, lead())
    await story.wait(minutes=3)
    assert story.discord.made == 2
    assert (await story.meetings.get(now.id)).room != now.room


async def test_where_discord_refuses_the_meeting_stays_and_the_organisers_hear_why(story):
    now = await with_ana_removed(story)
    story.discord.plan("create", Blocked("category_full"))
    await story.moving.ask(now.id, lead())
    await story.wait(seconds=10)
    after = await story.meetings.get(now.id)
    assert (after.room, after.moving) == (now.room, False)
    assert "organisers.not_moved" in story.discord.keys(ORGANISERS)


async def test_a_new_room_that_is_not_closed_is_no_way_out(story):
    now = await with_ana_removed(story)
    story.discord.closed_door = False
    await story.moving.ask(now.id, lead())
    await story.wait(seconds=30)
    assert set(story.discord.channels) == {now.room}
    assert not (await story.meetings.get(now.id)).moving


async def test_a_move_that_the_end_overtakes_leaves_no_room_behind(story):
    now = await with_ana_removed(story)
    story.discord.plan("create", Lost())
    await story.moving.ask(now.id, lead())
    await story.tick()
    await story.meetings.end(now.id, lead(), now.place, sure=True)
    await story.everybody_leaves()
    await story.wait(minutes=30)
    assert story.discord.channels == {}


async def test_an_old_room_that_discord_does_not_delete_is_told_once(story):
    now = await with_ana_removed(story)
    await story.moving.ask(now.id, lead())
    await story.wait(seconds=5)
    await everyone_goes_to(story, (await story.meetings.get(now.id)).room)
    story.discord.plan("delete", *[Blocked("forbidden")] * 6)
    await story.wait(minutes=45)
    assert story.discord.keys(ORGANISERS).count("organisers.old_room") == 1


# ------------------------------------------------------------------------------ killed anywhere


async def told(store, killed_at=None, seen=None) -> tuple[dict[str, object], int]:
    """Tell the story of a move on a fresh Discord; killed once at a boundary, and started again."""
    await store.run(lambda tx: tx.registry.forget_server(GUILD))
    discord = Discord(Clock(NOW), nonce_window=timedelta(0))
    story = Story(store, discord, discord.clock)
    now = await with_ana_removed(story)
    discord.boundaries, discord.killed_at, discord.watched = 0, killed_at, seen
    for step in (
        lambda: story.moving.ask(now.id, lead()),
        lambda: story.wait(seconds=20),
    ):
        try:
            await step()
        except Killed:
            await story.ticks.idle()
            await story.restart()
            if not (await story.meetings.get(now.id)).moves:
                await story.moving.ask(now.id, lead())
            await story.wait(seconds=20)
    boundaries, discord.watched = discord.boundaries, None
    after = await story.meetings.get(now.id)
    await everyone_goes_to(story, after.room)
    await story.ticks.look(now.id)
    await story.wait(minutes=1)
    nonces = [one.nonce for one in discord.said()]
    return {
        "moved": after.room != now.room and not after.moving,
        "rooms": set(discord.channels) == {after.room},
        "made": discord.made,
        "let in": discord.channels[after.room].allowed == {p.id for p in now.people} - {ANA.id},
        "twice": len(nonces) - len(set(nonces)),
        "cards": sum(isinstance(one.shown, Card) for one in discord.said()),
        "ways": discord.keys().count("note.moved"),
        "asks": len({one.code for one in discord.channels.values()}),
    }, boundaries


AS_IF_NOTHING_WAS = {
    "moved": True, "rooms": True, "made": 2, "let in": True, "twice": 0, "cards": 1, "ways": 1,
    "asks": 1,
}  # fmt: skip


@pytest.mark.at_length  # one move some hundred times: other stories count it
async def test_a_move_killed_at_any_instant_is_finished_as_if_nothing_was(
    file_story, made_sqlite_url
):
    with states_of(made_sqlite_url) as states:
        left, boundaries = await told(file_story.kept, None, states.look)
    assert left == AS_IF_NOTHING_WAS
    assert boundaries > 20
    assert len(states.begun_at) > 10
    for killed_at in states.begun_at:
        left, _ = await told(file_story.kept, killed_at)
        assert left == AS_IF_NOTHING_WAS, killed_at
