"""What stories about letters share: asking, naming, fetching, and private messages that come."""

from simcord import ResponseMessage

from bot.domain.attendance.token import found_in
from bot.rehearsal import cast, simkit
from bot.rehearsal.cast import Answer
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

NAME = "\u0160\u00e1rka \u00d1and\u00fa \u674e \U0001f331 \u2013 \u201cA\u201d"
HOUR = 3600.0


async def ask_at_the_card(group: Group, name: str) -> Answer:
    """Press *Attendance letter* on the card of the close."""
    return await group.press(name, "Attendance letter")


async def give_name(
    group: Group, name: str, answer: Answer, typed: str = NAME, *, again: bool = False
) -> Answer:
    """Say which name is to stand on the letter; `again` where it has one."""
    label = "Change the name on it" if again else "Choose the name on it"
    form = await cast.press(group[name], label, on=answer.message)
    return await cast.fill(group[name], form, typed)


async def command(group: Group, name: str, words: str, **options: object) -> Answer:
    """Use `/attendance` in the server."""
    return await cast.say(group[name], f"attendance {words}", group.world.announcements, **options)


async def in_dm(group: Group, name: str, words: str, **options: object) -> Answer:
    """Use `/attendance` in a private message to the bot."""
    done = await group[name].user.slash(f"attendance {words}", **options)
    return cast.answered(done, f"{name} used it in a private message")


def private(group: Group, name: str) -> list[ResponseMessage]:
    """The private messages that somebody got, the newest first."""
    return [
        one
        for one in group.seen(name)
        if simkit.correspondent(group.env, one.channel_id) == group[name].id and not one.ephemeral
    ]


def file_in(group: Group, message: ResponseMessage | None) -> bytes:
    """The letter in plain text that hangs on a message."""
    assert message is not None
    (attached,) = [one for one in message.message.attachments if one.filename.endswith(".md")]
    data = group.env.backend.cdn.get(attached.url)
    assert data is not None
    return data


def token_in(group: Group, message: ResponseMessage | None) -> str:
    """The signed token in the letter that hangs on a message."""
    return found_in(file_in(group, message))


def words(message: ResponseMessage) -> str:
    return plain(message.components).text
