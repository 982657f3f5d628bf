"""Routes of messages, direct messages and answers to interactions."""

from typing import Any

from tests.faults.standin.api.refusals import ApiError, bad_form, no_access, no_permission, unknown
from tests.faults.standin.api.rest import Body, Call, Discord, route
from tests.faults.standin.api.routes_channels import reach
from tests.faults.standin.input.forms import EPHEMERAL, check_modal
from tests.faults.standin.interactions import AUTOCOMPLETE, COMPONENT, Interaction
from tests.faults.standin.messages import public
from tests.faults.standin.permissions import BITS
from tests.faults.standin.world import CATEGORY, DM

Json = dict[str, Any]


@route("POST", "/channels/{channel}/messages")
def post_message(discord: Discord, call: Call) -> Body:
    """Post a message as the bot."""
    channel = reach(discord, call.at["channel"], "send_messages")
    if channel["type"] == CATEGORY:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if channel["type"] == DM and channel["recipients"][0]["id"] in discord.world.closed_dms:
        raise ApiError(403, 50007, "Cannot send messages to this user")
    _may_carry(discord, channel, call.body)
    return public(discord.messages.add(channel, discord.world.bot, call.body))


def _may_carry(discord: Discord, channel: Json, body: Json) -> None:
    may = discord.world.rights(channel, discord.world.bot["id"])
    for key, right in (("embeds", "embed_links"), ("_files", "attach_files")):
        if body.get(key) and not may & BITS[right]:
            raise no_permission()


@route("GET", "/channels/{channel}/messages")
def history(discord: Discord, call: Call) -> Body:
    """List messages, newest first; without Read Message History an empty list, no error."""
    channel = reach(discord, call.at["channel"])
    most = int(call.query.get("limit", 50))
    if not 1 <= most <= 100:
        raise bad_form("limit", "NUMBER_TYPE_MAX", "limit is 1 to 100")
    found = discord.messages.seen_by(channel, discord.world.bot["id"])
    found = [one for one in found if one["_for"] is None]
    if "before" in call.query:
        found = [one for one in found if int(one["id"]) < int(call.query["before"])]
    if "after" in call.query:
        found = [one for one in found if int(one["id"]) > int(call.query["after"])][:most]
    if "around" in call.query:
        middle = int(call.query["around"])
        older = [one for one in found if int(one["id"]) < middle][-(most // 2) :]
        found = older + [one for one in found if int(one["id"]) >= middle][: most - len(older)]
    return [public(one) for one in reversed(found[-most:])]


@route("GET", "/channels/{channel}/messages/{message}")
def get_message(discord: Discord, call: Call) -> Body:
    """Give one message."""
    channel = reach(discord, call.at["channel"])
    if not discord.world.rights(channel, discord.world.bot["id"]) & BITS["read_message_history"]:
        raise no_access()
    return public(discord.messages.find(channel["id"], call.at["message"]))


@route("PATCH", "/channels/{channel}/messages/{message}")
def patch_message(discord: Discord, call: Call) -> Body:
    """Edit a message of the bot's own."""
    channel = reach(discord, call.at["channel"])
    message = discord.messages.find(channel["id"], call.at["message"])
    if message["author"] is not discord.world.bot:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    return public(discord.messages.change(message, call.body))


@route("DELETE", "/channels/{channel}/messages/{message}")
def delete_message(discord: Discord, call: Call) -> Body:
    """Delete a message: the bot's own, or any with Manage Messages."""
    channel = reach(discord, call.at["channel"])
    message = discord.messages.find(channel["id"], call.at["message"])
    may = discord.world.rights(channel, discord.world.bot["id"])
    if message["author"] is not discord.world.bot and not may & BITS["manage_messages"]:
        raise no_permission()
    discord.messages.remove(message)
    return None


@route("POST", "/users/@me/channels")
def open_dm(discord: Discord, call: Call) -> Body:
    """Open direct messages with a person."""
    recipient = str(call.body["recipient_id"])
    if recipient not in discord.world.users:
        raise bad_form("recipient_id", "INVALID_RECIPIENT", "Unknown person")
    return discord.world.dm(recipient)


# ---- interactions -----------------------------------------------------------------------------
@route("POST", "/interactions/{interaction}/{token}/callback")
def callback(discord: Discord, call: Call) -> Body:
    """Take the first answer to an interaction, once and within three seconds."""
    one = discord.interactions.open(call.at["interaction"], call.at["token"])
    kind, data = call.body["type"], call.body.get("data") or {}
    _ANSWERS[kind](discord, one, data)
    one.callback, one.latency = kind, call.arrived - one.sent
    one.answered.set()
    if kind not in (5, 6):
        one.settled.set()
    if "with_response" not in call.query:
        return None
    return _callback_reply(one, kind)


def _callback_reply(one: Interaction, kind: int) -> Json:
    about: Json = {"id": one.id, "type": one.kind}
    if one.original is None:
        return {"interaction": about}
    about |= {"response_message_id": one.original["id"], "response_message_loading": kind == 5,
              "response_message_ephemeral": one.original["_for"] is not None}  # fmt: skip
    resource = {"type": kind, "message": public(one.original)}
    return {"interaction": about, "resource": resource}


def _post(discord: Discord, one: Interaction, data: Json, *, loading: bool = False) -> Json:
    private = one.member if data.get("flags", 0) & EPHEMERAL else None
    if one.channel["id"] not in discord.world.messages:
        raise unknown("channel")
    about = {"id": one.id, "type": one.kind, "user": discord.world.users[one.member],
             "authorizing_integration_owners": {}}  # fmt: skip
    return discord.messages.add(
        one.channel, discord.world.bot, data, _for=private, _loading=loading,
        application_id=discord.world.bot["id"], interaction_metadata=about,
    )  # fmt: skip


def _answer_message(discord: Discord, one: Interaction, data: Json) -> None:
    one.original = _post(discord, one, data)


def _answer_later(discord: Discord, one: Interaction, data: Json) -> None:
    one.original = _post(discord, one, data, loading=True)


def _update_later(_discord: Discord, one: Interaction, _data: Json) -> None:
    one.original = _source(one)


def _update(discord: Discord, one: Interaction, data: Json) -> None:
    one.original = _source(one)
    discord.messages.change(one.original, data)


def _source(one: Interaction) -> Json:
    if one.source is None:
        raise bad_form("type", "INTERACTION_RESPONSE_TYPE_INVALID", "There is no message.")
    return one.source


def _choices(_discord: Discord, one: Interaction, data: Json) -> None:
    if one.kind != AUTOCOMPLETE or len(data["choices"]) > 25:
        raise bad_form("data.choices", "BASE_TYPE_BAD_LENGTH", "0 to 25 choices, if asked for.")
    one.choices = data["choices"]


def _modal(_discord: Discord, one: Interaction, data: Json) -> None:
    if one.kind not in (2, COMPONENT):
        raise bad_form("type", "INTERACTION_RESPONSE_TYPE_INVALID", "A form cannot answer a form.")
    check_modal(data)
    one.modal = data


_ANSWERS = {4: _answer_message, 5: _answer_later, 6: _update_later, 7: _update, 8: _choices,
            9: _modal}  # fmt: skip


@route("POST", "/webhooks/{application}/{token}")
def follow_up(discord: Discord, call: Call) -> Body:
    """Send a further message; after a deferred answer the first one fills its place."""
    one = discord.interactions.by_token(call.at["token"])
    if one.original is not None and one.original["_loading"]:
        message = discord.messages.change(one.original, call.body)
    else:
        message = _post(discord, one, call.body)
        one.followups.append(message)
    one.settled.set()
    return public(message)


@route("GET", "/webhooks/{application}/{token}/messages/{message}")
def get_answer(discord: Discord, call: Call) -> Body:
    """Give the answer, or a further message."""
    return public(_answer(discord, call)[1])


@route("PATCH", "/webhooks/{application}/{token}/messages/{message}")
def patch_answer(discord: Discord, call: Call) -> Body:
    """Edit the answer, or a further message."""
    one, message = _answer(discord, call)
    discord.messages.change(message, call.body)
    one.settled.set()
    return public(message)


@route("DELETE", "/webhooks/{application}/{token}/messages/{message}")
def delete_answer(discord: Discord, call: Call) -> Body:
    """Delete the answer, or a further message."""
    one, message = _answer(discord, call)
    discord.messages.remove(message)
    one.settled.set()
    return None


def _answer(discord: Discord, call: Call) -> tuple[Interaction, Json]:
    one = discord.interactions.by_token(call.at["token"])
    found = {message["id"]: message for message in one.followups}
    if one.original is not None:
        found |= {"@original": one.original, one.original["id"]: one.original}
    message = found.get(call.at["message"])
    if message is None or message["id"] not in discord.world.messages.get(one.channel["id"], {}):
        raise unknown("message")
    return one, message
