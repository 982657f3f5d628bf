"""Events over the wire: the answer is lost, the process dies, people change the list by hand."""

from pathlib import Path

from tests.faults.group.scene import Scene, scene

SPEED = 20
LOST = {"regex": r"/guilds/\d+/scheduled-events", "status": 504, "after": True}


def made(here: Scene) -> set[str]:
    """Name the events that the bot made."""
    return {one["id"] for one in here.place.entries("event") if one["what"] == "CREATE"}


def asked(here: Scene) -> int:
    """Count how often an event was asked for."""
    return sum(
        one["method"] == "POST" and one["route"] == "/guilds/{guild}/scheduled-events"
        for one in here.place.entries("request")
    )


async def planned(here: Scene) -> None:
    """Switch events on, and plan a meeting."""
    assert await here.group.set_up(events=True)
    assert await here.group.command(
        "fay", "meeting schedule", title="Tonight", when="Friday 19:00", repeat="weekly"
    )


async def started_anew(here: Scene) -> None:
    """Let the process die, and another one take its place."""
    await here.bot.kill()
    here.bot.start()
    await here.bot.ready()


async def looked(here: Scene, since: int) -> None:
    """Wait until the list was looked at once more."""
    await here.until(lambda: lists(here) > since)


def lists(here: Scene) -> int:
    """Count how often the list was looked at."""
    return sum(
        one["method"] == "GET" and one["route"] == "/guilds/{guild}/scheduled-events"
        for one in here.place.entries("request")
    )


def questions(here: Scene) -> list[str]:
    """Name the messages that ask what is to become of an event."""
    made = here.place.entries("message_created")
    return [one["id"] for one in made if any("or:event_back" in id_ for id_ in one["custom_ids"])]


async def test_an_event_whose_answer_is_lost_when_the_process_dies_is_there_once(tmp_path: Path):
    async with scene(tmp_path / "events", SPEED) as here:
        await here.people.fault("POST", **LOST)
        await planned(here)
        await here.until(lambda: made(here))
        await started_anew(here)
        await looked(here, lists(here))
        [event] = await here.people.events()
        assert (event["name"], asked(here), made(here)) == ("Tonight", 1, {event["id"]})
        assert here.troubles() == []


async def test_what_people_did_to_the_list_while_the_bot_was_away_is_asked_about(tmp_path: Path):
    async with scene(tmp_path / "by_hand", SPEED) as here:
        await planned(here)
        await here.until(lambda: made(here))
        [event] = await here.people.events()
        await here.bot.kill()
        assert await here.people.events(event["id"]) == []
        here.bot.start()
        await here.bot.ready()
        await here.until(lambda: questions(here))
        assert await here.group.press("olga", "organisers", "event_back")
        await here.until(lambda: len(made(here)) > 1)
        [again] = await here.people.events()
        assert again["name"] == "Tonight"
        assert here.troubles() == []


async def test_told_to_slow_down_it_makes_and_changes_the_one_event_a_little_later(tmp_path: Path):
    async with scene(tmp_path / "slower", SPEED) as here:
        slower = {"status": 429, "retry_after": 0.05, "times": 8}  # more than one call tries
        await here.people.fault("POST|PATCH", r"/guilds/\d+/scheduled-events", **slower)
        await planned(here)
        await here.until(lambda: made(here))
        await here.people.fault("POST|PATCH", r"/guilds/\d+/scheduled-events", **slower)
        assert await here.group.set_up(events=True, announcements=here.group.places["organisers"])
        before = lists(here)
        await here.until(lambda: changed(here))
        await looked(here, before)
        [event] = await here.people.events()
        assert (event["name"], made(here)) == ("Tonight", {event["id"]})
        assert questions(here) == [], "nobody did it by hand"
        assert here.troubles() == []


def changed(here: Scene) -> set[str]:
    """Name the events that the bot changed."""
    return {one["id"] for one in here.place.entries("event") if one["what"] == "UPDATE"}
