"""What a member takes along: check-in times, letters, minutes, their part in a running meeting."""

import json
from typing import Any

from bot.domain.attendance.token import found_in
from bot.domain.ids import OWN, EntryId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from cogs.ui.privacy import presses
from cogs.ui.privacy.export import packed
from tests.cogs.alone import Alone, seen_as
from tests.cogs.attendance.letters import NAME, give_name
from tests.cogs.journal.writing import keeps, writes
from tests.cogs.privacy.test_export import folder_of

Kept = dict[str, Any]


async def everything(who: Alone) -> tuple[str, list[Kept], dict[str, str]]:
    """The page, all that is kept as data, and the files."""
    files = await folder_of(await who.say("privacy export"))
    places = json.loads(files["everything.json"])["places"]
    return files["everything.html"], [one for place in places for one in place["kept"]], files


def of(kept: list[Kept], what: str) -> Kept:
    """The one thing of this kind."""
    (only,) = [one for one in kept if one["what"] == what]
    return only


async def test_the_days_and_times_of_check_ins_come_along_and_that_they_rest(group):
    ana = Alone(group, "Ana", "private")
    await ana.say("timezone", zone="Tokyo")
    await ana.say("checkin schedule", time="6:10pm")
    page, kept, _ = await everything(ana)
    chose = of(kept, "chose")
    assert (chose["asked_time"], len(chose["asked_days"])) == ("18:10:00", 7)
    assert chose["zone"] == "Asia/Tokyo"
    assert "asked_paused" not in chose
    assert "18:10" in page
    await ana.say("checkin stop")
    _, kept, _ = await everything(ana)
    assert "asked_time" not in of(kept, "chose")


async def test_a_letter_comes_along_as_it_was_signed_and_can_still_be_checked(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="close")
    await group.wait(600)
    await group.end()
    ana = Alone(group, "Ana", "server")
    asked = await ana.say("attendance letter")
    named = await give_name(group, "Ana", asked)
    page, kept, _ = await everything(ana)
    minutes = of(kept, "minutes")
    assert (minutes["letter_name"], minutes["minutes"] > 0) == (NAME, True)
    assert NAME in page
    await cast.press(group["Ana"], "Make the letter", on=named.message)
    page, kept, files = await everything(ana)
    letter = of(kept, "letters")
    assert letter["statement"]["name"] == NAME
    assert letter["token"] in page
    (file,) = [text for name, text in files.items() if name.startswith("letters/")]
    assert found_in(file.encode()) == letter["token"]
    checked = await Alone(group, "Ben", "server").say("attendance verify", code=letter["token"])
    assert seen_as("verify.listed") in checked.text
    _, of_ben, files = await everything(Alone(group, "Ben", "server"))
    assert NAME not in str(files)
    assert [one["what"] for one in of_ben].count("minutes") == 1


async def test_what_a_running_meeting_holds_comes_along_and_nothing_of_the_others(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="agenda")
    ana = Alone(group, "Ana", "server")
    form = await group.options("Ana", "Choose another name")
    await ana.fill("Heron by the lake", form)
    for name, topic in (("Ana", "Evenings alone"), ("Ben", "Bens own topic")):
        words = {"What would you like to talk about?": topic, "Show my name": True}
        await group.write(name, "Suggest a topic", words)
    await group.go_to("discussion")
    await group.press("Ana", "Raise hand")
    page, kept, files = await everything(ana)
    mine = of(kept, "in_meeting")
    assert (mine["name"], mine["way"], mine["hand_up"]) == ("Heron by the lake", "speaking", True)
    assert mine["topics"] == ["Evenings alone"]
    assert mine["came_at"].endswith("+00:00")
    assert "Heron by the lake" in page
    assert "Bens own topic" not in str(files)
    for other in ("Ben", "Chi", "Esi", "Fran"):
        assert str(group[other].id) not in str(files), other
        assert f">{other.lower()}<" not in page.lower(), other


async def test_after_the_bot_was_removed_all_of_it_can_still_be_had(group):
    ana = Alone(group, "Ana", "server")
    await keeps(ana)
    await writes(ana, {"What helped?": "A walk by the lake"})
    guild = group.bot.get_guild(group.world.guild.id)
    group.bot.dispatch("guild_remove", guild)
    group.bot._connection._remove_guild(guild)
    await group.wait(5)
    page, _, _ = await everything(Alone(group, "Ana", "private"))
    assert "A walk by the lake" in page
    assert str(group.world.guild.id) in page, "a server without a name is told by its number"


async def test_what_is_too_large_for_one_file_comes_in_several_messages(group, monkeypatch):
    ana = Alone(group, "Ana", "private")
    await keeps(ana)
    await writes(ana, {"What helped?": "Tea"})
    store, now = group.bot.services.choices.store, group.bot.services.clock.now()

    def write(tx):
        for number in range(1, 12):
            answers = {"helped": f"number {number}, {'and so on ' * number}"}
            entry = JournalEntry(EntryId(number), JournalShelf.CHECKIN, now, now.date(), answers)
            tx.entries.add(OWN, ana.id, entry, now.date())

    await store.run(write)
    monkeypatch.setattr(
        presses, "packed", lambda all_of_it, reader, _: packed(all_of_it, reader, 1)
    )
    before = len(group.seen("Ana"))
    await ana.say("privacy export")
    said = group.seen("Ana")[: len(group.seen("Ana")) - before]
    names = [one.filename for each in reversed(said) for one in each.message.attachments]
    assert names == [f"openround-{number}-of-13.zip" for number in range(1, 14)]
    assert seen_as("export.rest") in plain(said[0].components).text
