"""Buttons and menus of ours, shown to anyone: what a forged or replayed handle would do."""

import re
from collections.abc import Sequence
from dataclasses import replace

import discord
from simcord import ChannelHandle, MemberActor, ResponseMessage, UserHandle

from bot.domain.ids import ChannelId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.rehearsal import cast, simkit
from bot.text.catalog import sentences_of
from cogs.ui.kit.button import Choice, Item, menu
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import row, sheet
from tests.cogs.group import Group

DONE = "done"
"""Nothing was refused."""
_REFUSALS = {
    key.removeprefix("refusal."): re.compile(
        re.sub(r"\\{\w+\\}", ".*", re.escape(sentence)), re.DOTALL
    )
    for key, sentence in sentences_of("en").items()
    if key.startswith("refusal.")
}


def outcome(answer: cast.Answer) -> str:
    """Name the refusal that the answer is; anything else was done."""
    said = answer.message.content if answer.message is not None else ""
    if answer.form is not None or not said:
        return DONE
    assert answer.private, f"{answer.asked}: everybody can read the refusal"
    names = [name for name, sentence in _REFUSALS.items() if sentence.fullmatch(said)]
    assert names, f"{answer.asked}: {said}"
    return max(names, key=lambda name: len(_REFUSALS[name].pattern))


async def shown(
    group: Group, place: ChannelHandle, custom_id: CustomId, *values: str
) -> ResponseMessage:
    """Let the bot show a button, or a menu of these values, with any handle anywhere."""
    channel = group.bot.get_channel(place.id)
    sent = await channel.send(
        view=sheet(custom_id.action, row(_item(custom_id, values))), silent=True
    )
    return simkit.message(group.env, place.id, sent.id)


async def use(
    who: MemberActor | UserHandle, message: ResponseMessage, custom_id: CustomId, *values: str
) -> str:
    """Press such a button, or choose in such a menu, and name what came of it."""
    asked = f"{who.name} used {custom_id.text}"
    if values:
        done = await who.select(message.message, list(values), custom_id=custom_id.text)
    else:
        done = await who.click(message.message, custom_id=custom_id.text)
    return outcome(cast.answered(done, asked))


def running(group: Group) -> OccurrenceId:
    """The id of the meeting in the room."""
    found = group.bot.services.meetings.in_room(ChannelId(group.room.id))
    assert found is not None, "no meeting is running"
    return found


async def kept(group: Group) -> LiveMeeting:
    """The meeting as it is kept now."""
    return await group.bot.services.meetings.get(running(group))


async def put_back(group: Group, before: LiveMeeting) -> None:
    """Put the meeting back to where it was, for the next press."""

    def work(tx):
        now = tx.live_meetings.get(before.id)
        tx.live_meetings.save(replace(before, version=now.version))

    await group.bot.services.privacy.store.run(work)


def _item(custom_id: CustomId, values: Sequence[str]) -> Item:
    if values:
        return menu(custom_id, custom_id.action, [Choice(value, value) for value in values])
    return Item(discord.ui.Button(label=custom_id.action, custom_id=custom_id.text), custom_id)
