"""The door in the announcements channel, and the way in."""

from discord import ui

from bot.domain.calendar.occurrence import Occurrence, RoomKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import WayIn, hosts
from bot.domain.person import Actor, Way
from bot.domain.server.onlookers import NOBODY, Onlookers
from bot.domain.server.own_texts import LONGEST_AT_DOOR
from bot.domain.server.server import Server, Texts
from bot.services.meeting.members.admissions import InLine
from bot.services.meeting.members.door import MustAgree
from bot.text.catalog import Say
from cogs.ui.journal.four_points import four_points
from cogs.ui.kit.button import Button, Item, button, link
from cogs.ui.kit.catch_up import catch_up, is_late
from cogs.ui.kit.content import help_for
from cogs.ui.kit.helplines import emergency, young_line
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.names import one_line, own_name, own_words, title
from cogs.ui.kit.onlookers import seen_by
from cogs.ui.kit.sheet import clock, lines, paragraphs, row, sheet

WAYS = {"join": Way.SPEAKING, "join_typing": Way.TYPING, "listen": Way.LISTENING}
"""The buttons of the door and what they mean."""
ASKED_AT = frozenset({"door", "week"})
"""Messages outside of a room that have `New here?`."""
LONGEST_TOPIC = 120
LONGEST_RULES = 1500
ROOM = "https://discord.com/channels/{guild}/{room}"
HEADINGS = {Way.SPEAKING: "joined", Way.TYPING: "typing", Way.LISTENING: "listening"}
HINTS = {Way.SPEAKING: "speaking_next", Way.TYPING: "typing_next", Way.LISTENING: "not_asked"}


def door(
    server: Server,
    occurrence: Occurrence,
    say: Say,
    onlookers: Onlookers = NOBODY,
    way_in: WayIn = WayIn.OPEN,
) -> ui.LayoutView:
    """Draw the door while the room is open; in a discreet server nothing says what it is for.

    Where it lets nobody new in it says so, and has only a way back for those who were in.
    """
    return sheet(
        _discreet(occurrence, say) if server.discreet else _plain(server, occurrence, say),
        "" if way_in is WayIn.OPEN else say(f"door.{way_in}"),
        seen_by(onlookers, say),
        row(*(_ways_in(occurrence, say, way_in))),
    )


def door_shut(server: Server, occurrence: Occurrence, say: Say) -> ui.LayoutView:
    """Draw the door once the meeting is over, or never began: one line, no buttons."""
    if server.discreet:
        return sheet(say("door.shut_discreet"))
    key = "door.shut" if occurrence.began_at else "door.not_begun"
    return sheet(say(key, title=title(occurrence.title, say)))


def rules_text(texts: Texts, say: Say) -> str:
    """Give the ground rules as members see them: the group's own, or ours."""
    used = own_words(texts.used_today, LONGEST_AT_DOOR) or say("rules.used_today")
    own = own_words(texts.rules, LONGEST_RULES)
    if not own:
        return say("rules.default", used_today=used)
    return lines(own, say("rules.own_used_today", used_today=used) if texts.used_today else "")


def rules(entry: MustAgree, pressed: CustomId, say: Say) -> ui.LayoutView:
    """Ask somebody to agree to the ground rules before they come in."""
    return sheet(
        say("rules.heading"),
        rules_text(entry.server.texts, say),
        paragraphs(seen_by(entry.onlookers, say), say("rules.agree_question")),
        row(button(_at_door("agree", pressed, entry.way), say, main=True)),
    )


def age(pressed: CustomId, way: Way, say: Say) -> ui.LayoutView:
    """Ask somebody's age where the group is for adults, before the ground rules."""
    return sheet(
        lines(say("age.heading"), say("age.question"), say("age.why")),
        row(
            button(_at_door("adult_yes", pressed, way), say),
            button(_at_door("adult_no", pressed, way), say),
        ),
    )


def young(country: str | None, say: Say) -> ui.LayoutView:
    """Answer somebody who is not an adult: a kind sentence, and lines for young people."""
    found = help_for(country)
    return sheet(
        lines(say("young.heading"), say("young.kind")),
        lines(emergency(found, say), say("young.lines"), young_line(country, say)),
    )


def inside(
    meeting: LiveMeeting,
    by: Actor,
    way: Way,
    say: Say,
    *,
    in_room: bool,
    waits: InLine | None = None,
    again: bool = False,
) -> ui.LayoutView:
    """Answer `Join` in a few lines: the microphone, what others see, then the way to the room.

    `waits`: the room opens to them a little later. `again`: they have read all that before.
    Whoever may begin the evening also reads where that is done.
    """
    late, may_begin = is_late(meeting), meeting.stage == 0 and hosts(meeting, by)
    return sheet(
        say("inside.again" if again else f"inside.{HEADINGS[way]}"),
        _as_before(meeting, by, way, say) if again else _needed_now(meeting, by, way, say),
        catch_up(meeting, by.id, say) if late and not again else "",
        say("inside.in_room") if in_room else _way(waits, say),
        say("inside.leads") if may_begin else "",
        row(
            _to_room(meeting, say),
            button(id_for("console", meeting), say, label="console_own") if may_begin else None,
            button(id_for("rename", meeting, "door"), say),
            button(id_for("good_to_know", meeting), say),
        ),
    )


def good_to_know(meeting: LiveMeeting, by: Actor, say: Say) -> ui.LayoutView:
    """Tell what can wait until somebody who is in wants to know it."""
    person, voice = meeting.person(by.id), meeting.room_kind is RoomKind.VOICE
    typing = person is not None and person.way is Way.TYPING
    keys = ["name" if voice else "name_text", "way", *(["typing"] if typing else []), "leave"]
    return sheet(
        lines(*(say(f"good_to_know.{key}") for key in ("heading", *keys, "letter"))),
        row(
            _to_room(meeting, say),
            button(id_for("rename", meeting, "door"), say),
            button(id_for("letter", meeting), say),
        ),
    )


def _needed_now(meeting: LiveMeeting, by: Actor, way: Way, say: Say) -> str:
    """Tell what somebody has to know before they go in, and nothing else."""
    voice = meeting.room_kind is RoomKind.VOICE
    name = own_name(meeting, by.id, say)
    return paragraphs(
        say("inside.mic") if voice else "",
        say("inside.seen" if voice else "inside.seen_text", name=name),
        seen_by(meeting.onlookers, say),
        "" if is_late(meeting) else _hint(meeting, by, way, say),
        "" if by.leads or meeting.may_write(by.id) else say("inside.only_listen"),
    )


def _hint(meeting: LiveMeeting, by: Actor, way: Way, say: Say) -> str:
    if meeting.room_kind is RoomKind.TEXT and way is Way.SPEAKING:
        way = Way.TYPING  # where nobody speaks, everyone writes
    first = way is Way.SPEAKING and _starts_late(meeting, by, way)
    return say("inside.first_next" if first else f"inside.{HINTS[way]}")


def _as_before(meeting: LiveMeeting, by: Actor, way: Way, say: Say) -> str:
    name = say("inside.name", name=own_name(meeting, by.id, say))
    return lines(name, "" if is_late(meeting) else _hint(meeting, by, way, say))


def _to_room(meeting: LiveMeeting, say: Say) -> Button:
    return link(say, "to_room", ROOM.format(guild=meeting.guild, room=meeting.room))


def _way(waits: InLine | None, say: Say) -> str:
    """Say that here is the room, or when it opens to somebody who waits at the door."""
    if waits is None:
        return say("inside.here_is")
    if waits.place == 1:
        return say("inside.soon")
    return say("inside.in_line", place=waits.place, seconds=waits.seconds)


def new_here(say: Say, where: str) -> ui.LayoutView:
    """Explain the evening in six short lines and the next step, by where that was asked."""
    return sheet(new_here_text(say), say(f"new.next_{where if where in ASKED_AT else 'inside'}"))


def what_it_is_about(say: Say) -> ui.LayoutView:
    """Tell the four points, before anybody has to come in."""
    return sheet(paragraphs(say("points.heading"), four_points(say)))


def new_here_text(say: Say) -> str:
    """Give the six lines."""
    keys = ("heading", "one", "two", "three", "four", "five", "six")
    return lines(*(say(f"new.{key}") for key in keys))


def _plain(server: Server, occurrence: Occurrence, say: Say) -> str:
    audience = own_words(server.texts.audience, LONGEST_AT_DOOR)
    topic = one_line(occurrence.topic, LONGEST_TOPIC)
    start = clock(occurrence.starts_at)
    return lines(
        say("door.heading", title=title(occurrence.title, say)),
        say("door.starts", start=start, minutes=occurrence.minutes),
        say(f"door.{occurrence.room_kind}"),
        say("door.topic", topic=topic) if topic else "",
        say("door.audience", audience=audience) if audience else "",
        say("door.come"),
    )


def _discreet(occurrence: Occurrence, say: Say) -> str:
    start = clock(occurrence.starts_at)
    return lines(
        say("door.heading_discreet"),
        say("door.starts", start=start, minutes=occurrence.minutes),
        say("door.come_discreet"),
    )


def _ways_in(occurrence: Occurrence, say: Say, way_in: WayIn) -> list[Item]:
    def way(kind: str, label: str = "") -> Item:
        pressed = CustomId(kind, occurrence.id, argument="door")
        return button(pressed, say, label=label)

    ways = [way(kind) for kind in WAYS] if way_in is WayIn.OPEN else [way("join", "join_again")]
    return [*ways, way("new_here"), way("points")]


def _at_door(kind: str, pressed: CustomId, way: Way) -> CustomId:
    return CustomId(kind, pressed.meeting, pressed.place, way)


def _starts_late(meeting: LiveMeeting, by: Actor, way: Way) -> bool:
    """Tell whether somebody new is not asked to begin; whoever may lead begins the round."""
    person = meeting.person(by.id)
    new = person is not None and person.first_time and not by.leads
    return new and way is not Way.LISTENING and not is_late(meeting)
