"""An update in the middle of an evening: what was wanted before it is done after it, once."""

import shutil
from collections import Counter

import pytest

from bot.domain.meeting.form_entries import Post
from bot.domain.outbox_entry import Subject
from bot.services.outbox.effacing import RoomOf, take_down, unname
from bot.services.outbox.notices import tell_organisers
from bot.services.ports.drawings import Line
from bot.storage.database.migrate import upgrade
from bot.storage.engine.store import Store
from bot.storage.sealing.keys import cipher_of
from tests.services.conftest import GUILD, MINUTE, NOW, START, Story, lead, member
from tests.services.small_discord import Clock, Discord
from tests.storage.older import copied_back

KEY = bytes(range(32))


@pytest.fixture(params=["sqlite", "postgres"])
def urls(request, tmp_path):
    """Two databases of one kind: one that is made, and an empty one."""
    if request.param == "postgres":
        return request.getfixturevalue("made_pg_url"), request.getfixturevalue("pg_url")
    return request.getfixturevalue("made_sqlite_url"), f"sqlite:///{tmp_path}/older.db"


@pytest.fixture
def control_url(made_file, tmp_path):
    """A database for the evening without an update."""
    shutil.copy2(made_file, tmp_path / "control.db")
    return f"sqlite:///{tmp_path}/control.db"


def story_on(url):
    clock = Clock(NOW)
    return Story(Store(url, cipher_of(KEY)), Discord(clock), clock)


async def everything_under_way(story, *, ends):
    """Late, moved on, asked to move, with messages and names to be taken back: no tick since."""
    await story.settle_server()
    await story.plan()
    story.clock.at = START + 6 * MINUTE
    await story.until(story.clock.at)
    meeting = (await story.occurrence()).id
    await story.come_in(lead())
    for number in range(3):
        await story.come_in(member(number))
    now = await story.meetings.begin(meeting, lead(), (await story.meetings.get(meeting)).place)
    await story.until(story.clock.at + MINUTE)
    await story.removals.remove(meeting, lead(), member(2).id, sure=True)
    now = await story.meetings.get(meeting)
    await story.words.say(meeting, member(1), now.place, "hello")
    if ends:
        place = (await story.meetings.get(meeting)).place
        await story.meetings.end(meeting, lead(), place, sure=True)
    else:
        await story.moving.ask(meeting, lead())
    await story.kept.run(lambda tx: lines_and_things_to_take_back(tx, story, meeting))
    return meeting


def lines_and_things_to_take_back(tx, story, meeting):
    occurrence, at = tx.occurrences.get(meeting), story.clock.at
    tell_organisers(tx, occurrence, "no_door", at, reason="no_send")
    tell_organisers(tx, occurrence, "old_room", at, room=42)
    stray = Post(7, occurrence.room, story.discord.new_id(), member(1).id)
    take_down(tx, meeting, GUILD, stray, at)
    unname(tx, RoomOf(meeting, GUILD, occurrence.room), 8, at, member(2).id)


async def updated(story, urls):
    """Stop, give the database the form of the version before, and start on it as an update does."""
    new, old = urls
    story.kept.close()
    copied_back(new, old)
    upgrade(old)
    story.kept = Store(old, cipher_of(KEY))
    await story.restart()


async def shown(story, meeting):
    """Say what stands in Discord, whatever its ids and code words, and what became of each.

    The version before told nobody how an evening went.
    """
    said = [one.shown for one in story.discord.said()]
    lines = Counter((type(one).__name__, getattr(one, "key", "")) for one in said)
    about = Subject.meeting(meeting)
    entries = await story.kept.run(lambda tx: tx.outbox.of(about))
    states = {(one.kind, one.seq): one.state for one in entries}
    whispers = [one for _, one in story.discord.whispers if isinstance(one, Line)]
    return lines, len(story.discord.channels), len(whispers), states


@pytest.mark.parametrize("ends", [False, True], ids=["it goes on", "it has ended"])
async def test_an_update_in_the_middle_changes_nothing_of_what_comes_true(urls, control_url, ends):
    told = []
    for url in (control_url, urls[0]):
        story = story_on(url)
        meeting = await everything_under_way(story, ends=ends)
        if url != control_url:
            await updated(story, urls)
        await story.wait(minutes=3)
        told.append(await shown(story, meeting))
        story.kept.close()
    assert told[1] == told[0]
    kinds = {kind for kind, _ in told[0][3]}
    both = {"card", "door", "fold", "note", "orgs", "down", "unname"}
    assert kinds >= both | ({"bye", "shut"} if ends else {"move", "left"})
