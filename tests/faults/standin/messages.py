"""Messages: made, changed, removed and found; who may see which."""

from datetime import timedelta
from typing import Any

from tests.faults.standin import render
from tests.faults.standin.api.refusals import Refused, unknown
from tests.faults.standin.clock import made_at
from tests.faults.standin.input.forms import EPHEMERAL, check_message
from tests.faults.standin.permissions import BITS
from tests.faults.standin.world import DM, World

Json = dict[str, Any]

NONCE_WINDOW = timedelta(minutes=5)
GIVEN = ("content", "embeds", "components", "flags", "nonce")


class Messages:
    """All messages of the world; a private one carries `_for`, the person it is for."""

    def __init__(self, world: World) -> None:
        """Work on that world."""
        self.world = world

    def add(self, channel: Json, author: Json, body: Json, **more: object) -> Json:
        """Post a message, or refuse its form; a repeated nonce gives the first one again."""
        earlier = self._same_nonce(channel, author, body)
        if earlier is not None:
            return earlier
        message = {
            "id": self.world.ids.take(), "channel_id": channel["id"], "author": author, "type": 0,
            "content": "", "embeds": [], "components": [], "flags": 0,
            "timestamp": self.world.clock.now().isoformat(), "edited_timestamp": None,
            "tts": False, "mentions": [], "mention_roles": [], "mention_everyone": False,
            "pinned": False, "_for": None, "_loading": False,
            **{key: body[key] for key in GIVEN if body.get(key) is not None},
            "attachments": body.get("_files", []), **more,
        }  # fmt: skip
        if "guild_id" in channel:
            message["guild_id"] = channel["guild_id"]
        if not message["_loading"]:
            check_message(message)
        self.world.messages[channel["id"]][message["id"]] = message
        channel["last_message_id"] = message["id"]
        self._note("message_created", message, allowed_mentions=body.get("allowed_mentions"))
        self._tell("MESSAGE_CREATE", message)
        return message

    def _same_nonce(self, channel: Json, author: Json, body: Json) -> Json | None:
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        oldest = self.world.clock.now() - NONCE_WINDOW
        for message in self.world.messages[channel["id"]].values():
            same = message.get("nonce") == body["nonce"] and message["author"] == author
            if same and made_at(message["id"]) >= oldest:
                return message
        return None

    def change(self, message: Json, body: Json) -> Json:
        """Edit a message, or refuse its new form and leave it as it was."""
        kept = message["flags"]
        changes: Json = {key: body[key] or ([] if key != "content" else "")
                   for key in ("content", "embeds", "components") if key in body}  # fmt: skip
        changes["flags"] = kept | (body.get("flags") or 0)
        if "_files" in body or "attachments" in body:
            names = {one.get("id") for one in body.get("attachments") or []}
            old = [one for one in message["attachments"] if one["id"] in names]
            changes["attachments"] = old + body.get("_files", [])
        check_message(message | changes)
        now = self.world.clock.now().isoformat()
        message.update(changes, _loading=False, edited_timestamp=now)
        self._note("message_edited", message)
        self._tell("MESSAGE_UPDATE", message)
        return message

    def remove(self, message: Json) -> None:
        """Delete a message."""
        del self.world.messages[message["channel_id"]][message["id"]]
        self._note("message_deleted", message)
        gone: Json = {
            key: message[key] for key in ("id", "channel_id", "guild_id") if key in message
        }
        if message["_for"] is None:
            self.world.tell("MESSAGE_DELETE", gone)

    def find(self, channel_id: str, message_id: str) -> Json:
        """Find a message that is not private, or refuse with 404."""
        message = self.world.messages.get(channel_id, {}).get(message_id)
        if message is None or message["_for"] is not None:
            raise unknown("message")
        return message

    def anywhere(self, message_id: str) -> Json:
        """Find any message by id alone, private ones too."""
        for found in self.world.messages.values():
            if message_id in found:
                return found[message_id]
        raise Refused(f"there is no message {message_id}")

    def seen_by(self, channel: Json, user_id: str | None) -> list[Json]:
        """List what a person sees in a channel, oldest first; nobody in particular sees all."""
        every = list(self.world.messages.get(channel["id"], {}).values())
        if user_id is None:
            return every
        need = BITS["view_channel"] | BITS["read_message_history"]
        if self.world.rights(channel, user_id) & need != need:
            return [one for one in every if one["_for"] == user_id]
        return [one for one in every if one["_for"] in (None, user_id)]

    def _note(self, kind: str, message: Json, **facts: object) -> None:
        self.world.ledger.write(
            kind, id=message["id"], channel=message["channel_id"], author=message["author"]["id"],
            nonce=message.get("nonce"), private=message["_for"], flags=message["flags"],
            lines=render.lines(message),
            custom_ids=[one["custom_id"] for one in render.buttons(message)], **facts,
        )  # fmt: skip

    def _tell(self, event: str, message: Json) -> None:
        if message["_for"] is None:
            self.world.tell(event, public(message))


def public(message: Json) -> Json:
    """Write a message as Discord shows it to the bot."""
    shown = {key: value for key, value in message.items() if not key.startswith("_")}
    if message["_for"] is not None:
        shown["flags"] |= EPHEMERAL
    return shown


def is_direct(channel: Json) -> bool:
    """Say whether a channel is a direct message."""
    return bool(channel["type"] == DM)
