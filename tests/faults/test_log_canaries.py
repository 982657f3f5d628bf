"""Nothing that a person wrote, no name and no id of Discord reaches the log, at DEBUG (S-LOG)."""

import asyncio
import re
from pathlib import Path

from bot.domain.calendar.occurrence import Phase
from bot.domain.template import StageKey
from tests.faults.group.evening import reached
from tests.faults.group.scene import Scene, scene

CANARY = "canary"
MEMBERS = ("fay", "canaryana", "canaryben", "canarychi", "canarydev", "canaryeva")
ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")
FAULTS = (
    ("POST", r"/callback", 500, 0), ("POST", r"/callback", 404, 10062),
    ("PATCH", r"^/channels/", 500, 0), ("POST", r"^/channels/\d+/messages", 403, 50013),
    ("GET", r"^/channels/", 502, 0), ("POST", r"/callback", 400, 50035),
    ("PUT", r"/permissions/", 403, 50013), ("POST", r"^/webhooks/", 401, 50027),
)  # fmt: skip


def words(about: str) -> str:
    return f"{CANARY}-{about} with <@123456789012345678>"


async def write_everything(here: Scene) -> None:
    """Type something into every form and option there is."""
    group, room = here.group, str(here.occurrence(words("title")).room)
    ana = MEMBERS[1]
    await group.fill(ana, await group.press(ana, room, "rename"), {"text": words("name")})
    await group.press(ana, room, "options")
    await group.fill(ana, await group.press(ana, room, "rename"), {"text": words("name")})
    for kind, form in (("help", "word"), ("private_help", "word"), ("word", "add_note")):
        await group.press(ana, room, kind)
        await group.fill(ana, await group.press(ana, room, form), {"text": words("aid")})
    forms = (("type", "share"), ("suggest", "topic"), ("hand", "-"), ("hand_note", "note"))
    for kind, what in forms:
        await group.fill(ana, await group.press(ana, room, kind), {"text": words(what)})
    await group.fill(ana, await group.press(ana, room, "type"), {"text": words("h"), "hide": True})
    await group.press(ana, room, "finish")
    await group.command(ana, "meeting console", room)


async def commands(here: Scene) -> None:
    group = here.group
    await group.command("olga", "setup server", timezone=words("zone"))
    await group.command("olga", "setup server", country=words("land"))
    await group.command("fay", "meeting schedule", title=words("t"), when=words("when"))
    await group.command("fay", "meeting schedule", title=words("t"), when="Tuesday 19:00",
                        topic=words("topic"))  # fmt: skip
    await group.command(MEMBERS[1], "meeting list", topic=words("topic"))
    await here.people.autocomplete("olga", group.places["organisers"], "setup server", "timezone",
                                   words("zone"))  # fmt: skip
    for path in ("setup check", "meeting next", "about", "help", "crisis", "privacy notice"):
        await group.command("olga", path)
    shown = await group.command("olga", "setup texts")
    for one in shown.message.buttons if shown and shown.message else []:
        form = await group.press("olga", "organisers", str(one["custom_id"]).split(":")[1])
        if form is not None and form.modal is not None:
            texts = {field["custom_id"]: words("text") for field in form.modal["fields"]}
            await group.fill("olga", form, texts)


async def test_no_word_name_token_or_id_is_in_the_log_at_debug(tmp_path: Path):
    async with scene(tmp_path, 5, level="DEBUG", members=MEMBERS) as here:
        await commands(here)
        assert await here.start(words("title"), template="newcomers-45")
        await here.until(lambda: here.occurrence(words("title")).phase is Phase.OPEN)
        evenings = here.evenings
        evenings._title = words("title")
        for who in MEMBERS:
            await evenings._come(who)
        await write_everything(here)
        await evenings._step("begun", lambda m: m.stage > 0, "begin")
        here.people.patience = 3.0  # what is refused is pressed again
        while (now := evenings.seen().meeting).now_in is not StageKey.CHECK_OUT:
            two = 2 * (now.stage - 1)
            for method, regex, status, code in FAULTS[two : two + 2]:
                await here.people.fault(method, regex, status=status, code=code, times=1)
            await write_everything(here)
            if now.now_in is StageKey.WORKING:
                await here.people.no_faults()
                await evenings._board()
            await here.people.no_faults()
            await evenings._step("on", reached(now.stage + 1), "next_stage")
        here.people.patience = None
        await here.group.command(MEMBERS[1], "privacy erase")
        await here.bot.restart()
        await asyncio.sleep(2.5)
        log = here.bot.log()
        assert here.bot.env["OPENROUND_LOG__LEVEL"] == "DEBUG"
        assert "press.fault" in log, "the faults were real"
        found = [line for line in log.splitlines() if CANARY in line.casefold() or ID.search(line)]
        assert found == []
        assert "standin.token" not in log
        assert "Traceback" not in log
