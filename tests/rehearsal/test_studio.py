"""What the buttons of the control page do."""

import asyncio
import html
import json

import aiohttp
import pytest
import simcord

from bot.rehearsal import cast, simkit
from bot.rehearsal.page.server import served
from bot.rehearsal.page.studio import Studio
from bot.rehearsal.simulation_speed import SimulationSpeed


@pytest.fixture
async def studio(world):
    async def next_stage():
        return "On to the agenda."

    async def everyone_comes():
        for each in world.members.values():
            await cast.come_in(each, world.voice_room())

    preview = simkit.Preview(world.env, simkit.free_port(), "known")
    made = Studio(world, SimulationSpeed(world.env), preview, next_stage, everyone_comes)
    await made.show("announcements")
    yield made
    await preview.close()


async def test_the_clock_moves_only_while_it_runs(studio, begin):
    await studio.beat(30)
    await studio.do("pause")
    assert "cards follow only when it runs" in studio.state()["notice"]
    await studio.beat(30)
    assert (studio.world.env.now() - begin).total_seconds() == 30
    await studio.do("minute")
    assert (studio.world.env.now() - begin).total_seconds() == 90
    await studio.do("run")
    await studio.beat(30)
    assert (studio.world.env.now() - begin).total_seconds() == 120


async def test_a_scripted_cast_has_the_clock_to_itself(studio, begin):
    await studio.do("cast", "on")
    await studio.beat(30)
    assert studio.world.env.now() == begin
    assert studio.state()["cast"]
    await studio.do("cast", "off")
    await studio.beat(30)
    assert studio.world.env.now() > begin


async def test_people_are_moved_into_the_room_and_out_again(studio):
    studio.world.guild.create_voice_channel("Tuesday group")
    await studio.do("in", "Ana")
    people = {each["name"]: each["inside"] for each in studio.state()["people"]}
    assert people["Ana"]
    assert not people["Ben"]
    assert "Olu" not in people
    await studio.do("out", "Ana")
    assert simkit.where(studio.world.guild) == {}


async def test_without_a_room_it_says_so(studio):
    await studio.do("in", "Ana")
    assert studio.state()["notice"] == "No voice room is open yet."


async def test_a_closed_door_is_told_and_not_passed(studio):
    guild = studio.world.env.bot.get_guild(studio.world.guild.id)
    await guild.create_voice_channel("Room", category=guild.categories[0])
    await studio.do("in", "Ana")
    assert studio.state()["notice"] == "The door is closed: Ana has not come through it yet."


async def test_next_stage_says_what_it_did(studio):
    await studio.do("next")
    assert studio.state()["notice"] == "On to the agenda."


async def test_what_cannot_be_pressed_is_told(studio):
    async def next_stage():
        raise cast.NotThere("Fran sees nowhere the button Next stage")

    studio.next_stage = next_stage
    await studio.do("next")
    assert studio.state()["notice"] == "Fran sees nowhere the button Next stage"


async def test_another_channel_is_shown_at_the_same_address(studio):
    before = studio.preview.url
    await studio.do("show", "facilitators")
    assert studio.state()["shown"] == "facilitators"
    assert studio.preview.url == before
    assert studio.preview.inner.channel.name == "facilitators"


async def test_a_shown_room_that_is_deleted_gives_way_to_the_announcements(studio):
    room = studio.world.guild.create_voice_channel("Room")
    await studio.do("show", "Room")
    await studio.world.env.bot.get_channel(room.id).delete()
    await studio.beat(1)
    assert studio.shown == "announcements"


async def test_nothing_new_means_nothing_redrawn(studio):
    await studio.beat(0.5)
    version, revision = studio.version, _revision(studio)
    await studio.beat(0.5)
    assert (studio.version, _revision(studio)) == (version, revision)
    await cast.say(studio.world.facilitator, "toy card", studio.world.announcements, title="Now")
    await studio.beat(0.5)
    assert studio.version > version
    assert _revision(studio) > revision


def _revision(studio):
    return studio.preview.inner._python.revision


@pytest.fixture
async def page(studio):
    async with served(studio) as url, aiohttp.ClientSession() as browser:
        address, token = url.split("#")
        yield _Page(address, token, browser)


class _Page:
    def __init__(self, address, token, browser):
        self.address, self.token, self.browser = address, token, browser

    def get(self, path, **headers):
        headers = {"X-Rehearsal": self.token, **headers}
        return self.browser.get(self.address + path, headers=headers)

    def post(self, path, body, **headers):
        headers = {"X-Rehearsal": self.token, **headers}
        return self.browser.post(self.address + path, json=body, headers=headers)


async def test_the_page_and_its_parts_are_served_and_cannot_be_framed(page):
    for path, kind in (("", "text/html"), ("page.css", "text/css"), ("page.js", "text/javascript")):
        async with page.get(path) as answer:
            assert (answer.status, answer.content_type) == (200, kind)
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert "http" not in (await answer.text()).replace("rehearsal", "")


async def test_a_button_answers_with_the_new_state(page):
    async with page.post("do", {"act": "pause"}) as answer:
        assert (await answer.json())["running"] is False
    async with page.get("state") as answer:
        state = await answer.json()
        assert state["channels"] == ["announcements", "organisers", "facilitators"]
    async with page.get(f"state?seen={state['version']}") as answer:
        assert sorted(await answer.json()) == ["time", "version"]


@pytest.mark.parametrize("body", [{"act": "explode"}, {}, [], "run"])
async def test_a_button_that_is_not_there_is_refused(page, body):
    async with page.post("do", body) as answer:
        assert answer.status == 400


async def test_who_does_not_know_the_token_gets_nothing(page):
    async with page.get("state", **{"X-Rehearsal": "guessed"}) as answer:
        assert answer.status == 401
    async with page.post("do", {"act": "pause"}, **{"X-Rehearsal": ""}) as answer:
        assert answer.status == 401


async def test_another_name_for_this_machine_is_refused(page):
    for path in ("", "state"):
        async with page.get(path, Host="elsewhere.example") as answer:
            assert answer.status == 403


async def test_the_meeting_page_answers_beside_ours(page, studio):
    address = studio.preview.url.split("#")[0]
    async with page.browser.get(address + "?channel=announcements") as answer:
        assert answer.status == 200
    async with page.browser.post(address + "api/pages", json={}) as answer:
        assert answer.status == 401


async def test_everyone_comes_in_with_one_press_once_there_is_a_room(studio):
    await studio.do("everyone")
    assert studio.state()["notice"] == "No voice room is open yet."
    studio.world.guild.create_voice_channel("Room")
    await studio.do("everyone")
    inside = [each["name"] for each in studio.state()["people"] if each["inside"]]
    assert inside == list(studio.world.members)


async def test_the_page_has_all_its_words_from_the_catalogue(page):
    async with page.get("") as answer:
        text = await answer.text()
    assert "{{" not in text
    assert "Bring everyone in" in text
    said = json.loads(html.unescape(text.partition('data-words="')[2].partition('"')[0]))
    assert said["room_is"] == "The room is “{room}”."


async def test_a_stuck_bot_stops_the_clock_with_a_word(studio):
    held = asyncio.Event()

    async def on_voice_state_update(member, before, after):
        await held.wait()

    studio.world.env.settle_timeout = 0.2
    studio.world.guild.create_voice_channel("Room")
    studio.world.env.bot.add_listener(on_voice_state_update)
    with pytest.raises(TimeoutError):
        await cast.come_in(studio.world["Ana"], studio.world.voice_room())
    await studio.beat(1)
    assert studio.state()["running"] is False
    assert studio.state()["notice"].startswith("The clock has stopped: bot did not settle")
    held.set()
    await studio.world.env.settle()


async def test_a_click_waits_for_the_clock_instead_of_failing(studio):
    env = studio.world.env
    env._begin_operation("the clock")
    click = asyncio.create_task(studio.preview.inner._action("a closed tab", {}))
    await asyncio.sleep(0.02)
    assert not click.done()
    env._end_operation()
    with pytest.raises(simcord.SetupError):
        await click
