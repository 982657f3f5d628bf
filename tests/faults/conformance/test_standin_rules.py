"""What the stand-in holds the bot to, asked of it directly, without a bot."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.faults.bots import A_GROUP, Place, standing
from tests.faults.group.hands import RefusedError

HEADERS = {"Authorization": "Bot a.made-up.token"}


class Rest:
    """The bot's side of REST, by hand."""

    def __init__(self, place: Place, http: aiohttp.ClientSession, ids: dict[str, Any]) -> None:
        self.place = place
        self.http = http
        self.guild = ids["id"]
        self.channels = ids["channels"]
        self.members = ids["members"]

    async def __call__(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        url = self.place.api + path.format(guild=self.guild, **self.channels, **self.members)
        async with self.http.request(method, url, json=body, headers=HEADERS) as reply:
            return reply.status, await reply.json() if reply.status != 204 else None


@pytest.fixture
async def rest(tmp_path: Path):
    async with standing(tmp_path) as place, aiohttp.ClientSession() as http:
        yield Rest(place, http, await place.people.found(**A_GROUP))


async def test_a_room_in_a_private_category_inherits_its_door(rest: Rest):
    category = rest.channels["Meetings"]
    room = {"name": "calm otter", "type": 2, "parent_id": category}
    status, made = await rest("POST", "/guilds/{guild}/channels", room)
    assert status == 201
    people = rest.place.people
    assert await people.can("ana", made["id"]) == []
    door = {"type": 1, "allow": str(1 << 10 | 1 << 20), "deny": "0"}
    path = f"/channels/{made['id']}/permissions/{rest.members['ana']}"
    assert await rest("PUT", path, door) == (204, None)
    await people.join_voice("ana", made["id"])
    assert await rest("DELETE", path) == (204, None)
    assert await people.can("ana", made["id"]) == []
    assert (await rest("DELETE", path))[1]["code"] == 10009


async def test_nobody_hands_out_a_right_they_lack(rest: Rest):
    rule = {"id": rest.members["ana"], "type": 1, "allow": str(1 << 13), "deny": "0"}
    room = {"name": "calm-otter", "type": 0, "permission_overwrites": [rule]}
    status, body = await rest("POST", "/guilds/{guild}/channels", room)
    assert (status, body["code"]) == (403, 50013)
    rule["allow"] = str(1 << 28)  # Manage Roles is for administrators to give
    await rest.place.people.bot_rights("view_channel", "manage_channels", "manage_roles")
    assert (await rest("POST", "/guilds/{guild}/channels", room))[0] == 403


async def test_history_without_the_right_is_empty_and_not_an_error(rest: Rest):
    people = rest.place.people
    await people.say("ana", "announcements", "hello")
    status, seen = await rest("GET", "/channels/{announcements}/messages")
    assert (status, [one["content"] for one in seen]) == (200, ["hello"])
    await people.overwrite("announcements", deny=["read_message_history"])
    assert await rest("GET", "/channels/{announcements}/messages") == (200, [])


async def test_history_is_cut_before_after_and_around(rest: Rest):
    said = [(await rest.place.people.say("ana", "announcements", str(n))).id for n in range(6)]

    async def words(query: str) -> list[str]:
        _, seen = await rest("GET", "/channels/{announcements}/messages?" + query)
        return [one["content"] for one in seen]

    assert await words("limit=2") == ["5", "4"]
    assert await words(f"limit=2&before={said[3]}") == ["2", "1"]
    assert await words(f"limit=2&after={said[1]}") == ["3", "2"]
    assert await words(f"limit=3&around={said[3]}") == ["4", "3", "2"]


async def test_closed_messages_other_peoples_words_and_bad_forms_are_refused(rest: Rest):
    people = rest.place.people
    await people.close_dms("ana")
    _, dm = await rest("POST", "/users/@me/channels", {"recipient_id": rest.members["ana"]})
    status, body = await rest("POST", f"/channels/{dm['id']}/messages", {"content": "hi"})
    assert (status, body["code"]) == (403, 50007)
    said = await people.say("ana", "announcements", "hello")
    path = "/channels/{announcements}/messages"
    assert (await rest("PATCH", f"{path}/{said.id}", {"content": "x"}))[1]["code"] == 50005
    assert (await rest("DELETE", f"{path}/{said.id}"))[1]["code"] == 50013
    assert (await rest("POST", path, {"content": "x" * 2001}))[1]["code"] == 50035
    assert (await rest("POST", path, {"content": ""}))[1]["code"] == 50006
    assert len((await people.state())["violations"]) == 1


async def test_an_answer_is_taken_once(rest: Rest):
    await rest("PUT", "/applications/1/commands", [{"name": "help", "description": "Help"}])
    unheard = await rest.place.people.command("ana", "announcements", "help")
    assert unheard.why == "offline"
    path = f"/interactions/{unheard.interaction}/token{unheard.interaction}/callback"
    answer = {"type": 4, "data": {"content": "Here.", "flags": 64}}
    assert (await rest("POST", path, answer))[0] == 204
    status, body = await rest("POST", path, answer)
    assert (status, body["code"]) == (400, 40060)
    again = await rest.place.people.again(unheard)
    assert (again.text, again.ephemeral) == ("Here.", True)
    assert (await rest.place.people.state())["violations"] == ["answered twice: help"]


async def test_a_command_is_offered_and_filled_in_as_a_client_would(rest: Rest):
    wanted = {"name": "title", "type": 3, "required": True, "description": "Title"}
    start = {"name": "start", "type": 1, "description": "Start", "options": [wanted]}
    group = {"name": "meeting", "description": "Meetings", "options": [start]}
    setup = {"name": "setup", "description": "Set up", "default_member_permissions": "32"}
    await rest("PUT", "/applications/1/commands", [group, setup])
    people = rest.place.people
    with pytest.raises(RefusedError, match="needs title"):
        await people.command("ana", "announcements", "meeting start")
    with pytest.raises(RefusedError, match="no command or option 'end'"):
        await people.command("ana", "announcements", "meeting end")
    with pytest.raises(RefusedError, match="not offered"):
        await people.command("ana", "announcements", "setup")
    assert (await people.command("olga", "announcements", "setup")).why == "offline"


async def test_faults_come_as_often_as_asked(rest: Rest):
    people, path = rest.place.people, "/channels/{announcements}/messages"
    await people.fault("POST", "messages$", times=1, status=503)
    await people.fault("POST", "messages$", times=1, status=504, after=True)
    await people.fault("POST", "messages$", times=1, drop=True)
    assert (await rest("POST", path, {"content": "lost"}))[0] == 503
    assert (await rest("POST", path, {"content": "kept"}))[0] == 504
    with pytest.raises(aiohttp.ClientError):
        await rest("POST", path, {"content": "dropped"})
    assert (await rest("POST", path, {"content": "clear"}))[0] == 200
    said = await people.transcript("announcements")
    assert said == ["openround: kept", "openround: dropped", "openround: clear"]


async def test_a_kicked_or_timed_out_bot_reaches_nothing(rest: Rest):
    people = rest.place.people
    await people.time_out("openround")
    assert (await rest("POST", "/guilds/{guild}/channels", {"name": "x"}))[1]["code"] == 50013
    await people.kick_bot()
    assert (await rest("GET", "/guilds/{guild}/channels"))[1]["code"] == 10004
    await people.invite_bot()
    assert (await rest("GET", "/guilds/{guild}/channels"))[0] == 200


async def test_a_room_nobody_may_enter_cannot_be_deleted_by_the_bot_either(rest: Rest):
    """Discord takes every right in a voice channel from whoever may not connect there."""
    rule = {"id": rest.guild, "type": 0, "allow": "0", "deny": str(1 << 20)}
    room = {"name": "orphan", "type": 2, "permission_overwrites": [rule]}
    _, made = await rest("POST", "/guilds/{guild}/channels", room)
    assert (await rest("DELETE", f"/channels/{made['id']}"))[1]["code"] == 50013


EVENT = {
    "name": "Tuesday group", "entity_type": 3, "entity_metadata": {"location": "here"},
    "scheduled_start_time": "2030-01-01T19:00:00+00:00", "privacy_level": 2,
    "scheduled_end_time": "2030-01-01T20:00:00+00:00",
}  # fmt: skip
LIST = "/guilds/{guild}/scheduled-events"


async def test_an_event_begins_once_ends_once_and_never_in_the_past(rest: Rest):
    past = EVENT | {"scheduled_start_time": "2020-01-01T19:00:00+00:00"}
    assert (await rest("POST", LIST, past))[1]["code"] == 50035
    nowhere = EVENT | {"entity_metadata": None}
    assert (await rest("POST", LIST, nowhere))[1]["code"] == 50035
    status, made = await rest("POST", LIST, EVENT)
    assert (status, made["status"]) == (200, 1)
    path = f"{LIST}/{made['id']}"
    assert (await rest("PATCH", path, {"status": 3}))[1]["code"] == 50035
    assert (await rest("PATCH", path, {"status": 2}))[1]["status"] == 2
    later = {"scheduled_start_time": "2030-01-01T19:30:00+00:00"}
    assert (await rest("PATCH", path, later))[1]["code"] == 50035
    assert (await rest("PATCH", path, {"status": 3}))[0] == 200
    assert await rest("GET", LIST) == (200, [])
    assert (await rest("DELETE", path))[1]["code"] == 10070


async def test_a_list_of_events_keeps_a_hundred_and_needs_its_right(rest: Rest):
    for _ in range(100):
        assert (await rest("POST", LIST, EVENT))[0] == 200
    assert (await rest("POST", LIST, EVENT))[1]["code"] == 30038
    await rest.place.people.bot_rights("view_channel")
    assert (await rest("POST", LIST, EVENT))[1]["code"] == 50013
