"""T-DEL-1: what people said and who they are is gone from the files when it should be."""

import pathlib
import sqlite3
from contextlib import closing

import pytest

from bot.rehearsal import cast, simkit
from tests.cogs.group import Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
CANARY = "canary-yellow-7141"
NAME = "Heron-5512"


@pytest.fixture
def files(tmp_path) -> pathlib.Path:
    """The folder of the database, its log and its backups."""
    return tmp_path


def found_in_files(folder: pathlib.Path, *needles: str) -> list[str]:
    """Name the files that hold any of these, as text of either kind."""
    raw = [one for needle in needles for one in (needle.encode(), needle.encode("utf-16-le"))]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(each in path.read_bytes() for each in raw)
    ]


async def speak_in_every_form(group: Group) -> None:
    """Leave words wherever somebody can."""
    mine = await group.press("Ana", "My options")
    form = await cast.press(group["Ana"], "Choose another name", on=mine.message)
    await cast.fill(group["Ana"], form, NAME)
    await group.go_to("check_in")
    await group.write("Ana", "Type instead", f"Aloud {CANARY}")
    hidden = {"What would you like to say?": CANARY, "Without my name": True}
    await group.write("Ben", "Type instead", hidden)
    helped = await group.press("Chi", "Private help")
    asked = await cast.press(
        group["Chi"], "Ask the facilitator for a private word", on=helped.message
    )
    form = await cast.press(group["Chi"], "Add a few words", on=asked.message)
    await cast.fill(group["Chi"], form, CANARY)
    await group.go_to("agenda")
    topic = {"What would you like to talk about?": CANARY, "Show my name": True}
    await group.write("Ana", "Suggest a topic", topic)
    await group.wait(2)


async def test_no_word_and_no_name_is_readable_in_the_files_at_any_time(evening, files):
    group = await evening(*FOUR)
    await speak_in_every_form(group)
    assert CANARY in group.words, "the story would prove nothing otherwise"
    assert found_in_files(files, CANARY, NAME, *(str(group[one].id) for one in FOUR)) == []


async def test_after_the_end_nothing_of_the_evening_is_left(evening, files):
    group = await evening(*FOUR)
    await speak_in_every_form(group)
    meeting = group.env.bot.services.meetings.in_room(group.room.id)
    store = group.env.bot.services.privacy.store
    sealed = await store.run(lambda tx: tx.live_meetings.get(meeting))
    assert sealed is not None
    await group.end()
    assert await store.run(lambda tx: tx.live_meetings.get(meeting)) is None
    assert found_in_files(files, CANARY, NAME) == []


async def test_erasing_takes_the_name_off_the_card_at_once(evening):
    group = await evening(*FOUR, stage="check_in")
    assert "next Ana" in group.words
    asked = await cast.say(group["Ana"], "privacy erase", group.world.announcements)
    done = await cast.press(group["Ana"], "Forget me in this server", on=asked.message)
    assert "Done." in done.text
    await group.wait(2)
    assert "Ana" not in group.words
    assert "next Ben" in group.words
    console = await group.console()
    assert "Ana" not in str(console.shown)
    assert not simkit.may_see(group.env, group.room.id, group["Ana"].id)


async def test_erasing_the_one_who_has_the_floor_passes_it_on(evening):
    group = await evening(*FOUR, stage="check_in")
    await group.press("Fran", "I've finished")
    await group.wait(2)
    assert group.floor == "Ana"
    asked = await cast.say(group["Ana"], "privacy erase", group.world.announcements)
    await cast.press(group["Ana"], "Forget me in this server", on=asked.message)
    await group.wait(2)
    assert group.floor == "Ben"


async def test_erasing_the_facilitator_leaves_an_evening_that_goes_on(evening):
    group = await evening(*FOUR, stage="check_in")
    await group.more("Add co-facilitator")
    await cast.choose(group["Fran"], "Choose a person", "Ben")
    asked = await cast.say(group["Fran"], "privacy erase", group.world.announcements)
    await cast.press(group["Fran"], "Forget me in this server", on=asked.message)
    await group.wait(2)
    assert "Fran" not in group.words
    console = await group.console("Ben")
    assert "Next stage" in str(console.shown.buttons)


async def test_after_erasing_one_starts_afresh_at_the_door(evening):
    group = await evening(*FOUR)
    mine = await group.press("Ana", "My options")
    form = await cast.press(group["Ana"], "Choose another name", on=mine.message)
    await cast.fill(group["Ana"], form, NAME)
    asked = await cast.say(group["Ana"], "privacy erase", group.world.announcements)
    await cast.press(group["Ana"], "Forget me everywhere", on=asked.message)
    again = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    assert "I agree" in again.shown.buttons
    inside = await cast.press(group["Ana"], "I agree", on=again.message)
    assert "On the cards you are Ana." in inside.text


async def test_erasing_twice_says_that_nothing_was_kept(evening):
    group = await evening("Ana")
    for said in ("Done.", "Nothing was kept about you."):
        asked = await cast.say(group["Ana"], "privacy erase", group.world.announcements)
        done = await cast.press(group["Ana"], "Forget me everywhere", on=asked.message)
        assert said in done.text


async def test_the_erased_row_is_in_none_of_the_files(evening, files):
    group = await evening(*FOUR)
    before = kept_in(files)
    asked = await cast.say(group["Ana"], "privacy erase", group.world.announcements)
    await cast.press(group["Ana"], "Forget me everywhere", on=asked.message)
    await group.wait(60)
    (erased,) = before - kept_in(files)
    raw = b"".join(path.read_bytes() for path in files.rglob("openround.db*"))
    assert erased not in raw, "neither in the database nor in its log"
    assert all(one in raw for one in kept_in(files)), "the others' rows can be found so"


def kept_in(folder: pathlib.Path) -> set[bytes]:
    """The sealed row of every member."""
    address = f"file:{folder / 'openround.db'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as reader:
        return {bytes(row[0]) for row in reader.execute("SELECT sealed FROM memberships")}


@pytest.mark.parametrize("ended", [False, True], ids=["running", "ended"])
async def test_erasing_takes_what_one_wrote_out_of_the_room(evening, ended):
    group = await evening(*FOUR, stage="check_in")
    for name in ("Ana", "Ben"):
        await group.write(name, "Type instead", f"{CANARY} of {name}")
    if ended:
        await group.end()
    assert f"{CANARY} of Ana" in group.room_words("Ben")
    asked = await cast.say(group["Ana"], "privacy erase", group.world.announcements)
    assert "what you typed in rooms that are still there" in asked.text
    done = await cast.press(group["Ana"], "Forget me in this server", on=asked.message)
    assert "One message with your words is being deleted from the room." in done.text
    await group.wait(10)
    assert f"{CANARY} of Ana" not in group.room_words("Ben")
    assert f"{CANARY} of Ben" in group.room_words("Ben")


async def test_the_notice_says_what_is_kept_of_whoever_asks_and_of_nobody_else(evening):
    group = await evening(*FOUR)
    notice = await cast.say(group["Ana"], "privacy notice", group.world.announcements)
    assert "That you agreed to the ground rules" in notice.text
    assert "Your part in Open meeting, which is running now." in notice.text
    stranger = await cast.say(group["Hana"], "privacy notice", group.world.announcements)
    assert "Nothing at all." in stranger.text
