"""Files that go with a message: Discord shows only those that the message names."""

import base64
import json

import discord

from bot.domain.attendance.token import found_in
from bot.rehearsal import cast
from tests.cogs.attendance.letters import ask_at_the_card, command, give_name, private, token_in

FOUR = ("Ana", "Ben", "Chi", "Esi")


def parts(component):
    """Give a part of a message with all that is in it."""
    yield component
    for inner in getattr(component, "children", ()):
        yield from parts(inner)


def named(message):
    """Name the files that a message shows."""
    found = set()
    for part in (one for top in message.message.components for one in parts(top)):
        if isinstance(part, discord.FileComponent):
            found.add(part.media.url)
        elif isinstance(part, discord.MediaGalleryComponent):
            found |= {one.media.url for one in part.items}
    return {url.rpartition("/")[2].partition("?")[0] for url in found}


def attached(message):
    return {one.filename for one in message.message.attachments}


async def test_every_file_of_a_letter_is_shown_in_the_answer_and_in_the_private_message(evening):
    group = await evening(*FOUR, stage="close")
    await give_name(group, "Ana", await ask_at_the_card(group, "Ana"))
    await group.wait(10 * 60)
    await group.end()
    (sent,) = private(group, "Ana")
    assert attached(sent)
    assert named(sent) == attached(sent)
    asked = await give_name(group, "Ben", await command(group, "Ben", "letter"))
    made = (await cast.press(group["Ben"], "Make the letter", on=asked.message)).message
    assert any(name.endswith(".md") for name in attached(made))
    assert named(made) == attached(made)


async def test_whoever_checks_a_letter_gets_the_page_that_does_so_without_discord(evening):
    group = await evening(*FOUR, stage="close")
    await group.wait(10 * 60)
    await group.end()
    asked = await give_name(group, "Ana", await command(group, "Ana", "letter"))
    made = await cast.press(group["Ana"], "Make the letter", on=asked.message)
    token = token_in(group, made.message)
    checked = await command(group, "Ben", "verify", code=token)
    assert checked.private
    assert named(checked.message) == attached(checked.message) == {"verify.html"}
    page = group.env.backend.cdn.get(checked.message.message.attachments[0].url).decode()
    header = found_in(token.encode()).partition(".")[0]
    kid = json.loads(base64.urlsafe_b64decode(header + "=="))["kid"]
    assert f'"kid": "{kid}"' in page
