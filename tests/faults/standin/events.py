"""Scheduled events of guilds: each change is written down and told to the bot."""

from datetime import datetime
from typing import Any

from tests.faults.standin.api.refusals import ApiError, bad_form, unknown
from tests.faults.standin.world import World

Json = dict[str, Any]

SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
EXTERNAL = 3
MOST = 100
GOES_TO = {SCHEDULED: {ACTIVE, CANCELED}, ACTIVE: {COMPLETED}}
"""What each status may become; what is over stays so."""
FIELDS = (
    "name", "description", "scheduled_start_time", "scheduled_end_time", "status", "entity_type",
    "channel_id", "entity_metadata",
)  # fmt: skip


class Events:
    """Every guild's list, in its wire form: what is over is in it no more."""

    def __init__(self, world: World) -> None:
        """Keep them beside the guilds of a world."""
        self.world = world

    def listed(self, guild: Json) -> list[Json]:
        """Give the events of a guild that are not over."""
        found: dict[str, Json] = guild.setdefault("events", {})
        return [one for one in found.values() if one["status"] in GOES_TO]

    def create(self, guild: Json, body: Json, creator: str) -> Json:
        """Make one, or refuse."""
        self._check(body)
        if len(self.listed(guild)) >= MOST:
            words = "Maximum number of uncompleted guild scheduled events reached (100)"
            raise ApiError(400, 30038, words)
        if datetime.fromisoformat(body["scheduled_start_time"]) <= self.world.clock.now():
            raise bad_form("scheduled_start_time", "EVENT_IN_PAST", "Cannot schedule in the past.")
        event = {
            **{key: body.get(key) for key in FIELDS}, "id": self.world.ids.take(),
            "guild_id": guild["id"], "creator_id": creator, "status": SCHEDULED, "entity_id": None,
            "privacy_level": body["privacy_level"], "image": None, "user_count": 0,
        }  # fmt: skip
        guild.setdefault("events", {})[event["id"]] = event
        self._tell("CREATE", event, creator)
        return event

    def change(self, guild: Json, event_id: str, changes: Json, by: str) -> Json:
        """Change one, or refuse: what has begun keeps its start, and no status goes back."""
        event = self.get(guild, event_id)
        self._check(event | changes)
        status = changes.get("status", event["status"])
        if status != event["status"] and status not in GOES_TO[event["status"]]:
            raise bad_form("status", "EVENT_STATUS", "Invalid Guild Scheduled Event Status Update")
        if event["status"] == ACTIVE and "scheduled_start_time" in changes:
            raise bad_form("scheduled_start_time", "EVENT_STARTED", "It has begun already.")
        event.update({key: changes[key] for key in changes if key in FIELDS})
        self._tell("UPDATE", event, by)
        return event

    def delete(self, guild: Json, event_id: str, by: str) -> None:
        """Remove one."""
        event = self.get(guild, event_id)
        del guild["events"][event_id]
        self._tell("DELETE", event, by)

    def get(self, guild: Json, event_id: str) -> Json:
        """Find one that is not over."""
        found = next((one for one in self.listed(guild) if one["id"] == event_id), None)
        if found is None:
            raise unknown("event")
        return found

    def _check(self, body: Json) -> None:
        place = (body.get("entity_metadata") or {}).get("location") or ""
        if not 1 <= len(body["name"]) <= 100 or len(body.get("description") or "") > 1000:
            raise bad_form("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        if body["entity_type"] == EXTERNAL and not (
            1 <= len(place) <= 100 and body["scheduled_end_time"] and not body.get("channel_id")
        ):
            raise bad_form("entity_metadata", "BASE_TYPE_REQUIRED", "This field is required")
        starts, ends = body["scheduled_start_time"], body["scheduled_end_time"]
        if ends and datetime.fromisoformat(ends) <= datetime.fromisoformat(starts):
            raise bad_form("scheduled_end_time", "EVENT_END", "It ends before it begins.")

    def _tell(self, what: str, event: Json, by: str) -> None:
        kept = {key: event[key] for key in ("id", "guild_id", "name", "status")}
        self.world.ledger.write("event", what=what, by=by, **kept)
        self.world.tell(f"GUILD_SCHEDULED_EVENT_{what}", dict(event))
