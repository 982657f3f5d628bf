"""A running meeting's values: who is here, where it stands, and all that is said in forms."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.attendance.presence import LetterWish
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import ChannelId, GuildId, MemberId, OccurrenceId, PromptId, RoleId
from bot.domain.journal.worksheet import WorksheetKind
from bot.domain.meeting.form_entries import Aid, BoardLine, Hand, Held, Post, Sending, Topic
from bot.domain.meeting.round_state import Mode, Place, Round
from bot.domain.outbox_entry import EntryKind
from bot.domain.people.digests import Digests
from bot.domain.person import Alerted, Alias, Person, Sweep, Voice, Way
from bot.domain.prompts.prompt import Prompt, Purpose
from bot.domain.server.onlookers import NOBODY, Onlookers
from bot.domain.server.server import Texts
from bot.domain.template import Stage, StageKey

FREE_TALK = 3
"""So many people or fewer talk freely: no order, no clock, no agenda (docs/evening.md#size)."""
ROUNDS = frozenset({StageKey.CHECK_IN, StageKey.CHECK_OUT})
"""The stages in which everyone is asked in turn."""
WITHOUT_NAME = 5
"""From so many people on, words may be given without a name (docs/evening.md#words)."""


@dataclass(frozen=True, slots=True)
class LiveMeeting:
    """A running meeting: its whole state, frozen. Times are aware UTC; stage 0 is the lobby."""

    id: OccurrenceId
    guild: GuildId
    title: str
    room: ChannelId
    room_kind: RoomKind
    closed_door: bool
    """Only those who came through the door see the room."""
    starts_at: datetime
    stages: tuple[Stage, ...]
    since: datetime
    """When the present stage was entered last."""
    language: str = "en"
    country: str | None = None
    topic: str = ""
    """What the evening was announced for; may be empty."""
    texts: Texts = Texts()
    next_at: datetime | None = None
    stage: int = 0
    used: tuple[timedelta, ...] = ()
    """How long each stage ran before `since`, pauses left out; missing ones are zero."""
    extra: tuple[timedelta, ...] = ()
    """What `+1 min` added to each stage; missing ones are zero."""
    paused_at: datetime | None = None
    cards: int = 1
    """How many cards were posted: one for each time a stage was entered, or the card covered."""
    card_at: datetime | None = None
    """When the last of them was asked for; None for the first one."""
    covered: int = 0
    """How many messages of ours stand below it."""
    console_in: ChannelId | None = None
    """The facilitators' channel in which a console stands; None where none is to."""
    consoles: int = 0
    """How many were posted after the first: in each new stage, or where the last grew old."""
    console_at: datetime | None = None
    """When the last of them was asked for."""
    doors: int = 0
    """How many messages of the door were posted after the first: somebody had deleted it."""
    deleted: tuple[EntryKind, ...] = ()
    """What somebody deleted this evening although it is needed, each time that they did."""
    away: frozenset[EntryKind] = frozenset()
    """What was deleted too often, and stays away until it is wanted."""
    facilitators: tuple[MemberId, ...] = ()
    """Who leads now, then the co-facilitators; empty until `Begin`."""
    by_role: frozenset[MemberId] = frozenset()
    """Those of them who lead by the role alone; the others were asked to by who led."""
    taken_off: frozenset[MemberId] = frozenset()
    """Who helped to lead until whoever leads took them off: they are told so when they press."""
    lead_name: str = ""
    """What Discord calls the one who leads, for as long as they have not come in."""
    lead_seen_at: datetime | None = None
    """When the one who leads last pressed anything."""
    people: tuple[Person, ...] = ()
    voice: tuple[Voice, ...] = ()
    onlookers: Onlookers = NOBODY
    """Who else sees the room now."""
    looked_in: Onlookers = NOBODY
    """Who else saw it for a while this evening, until the bot closed it to them."""
    door_closed: bool = False
    removed: frozenset[MemberId] = frozenset()
    moving: bool = False
    """Whether another room was asked for, without those who were removed."""
    moves: int = 0
    """How often one was asked for."""
    told: frozenset[MemberId] = frozenset()
    """Who was told of their removal: once, however often it is undone and done again."""
    shut_out: Digests = Digests()
    """Those of them who had themselves forgotten."""
    check_in: Round | None = None
    check_out: Round | None = None
    hands: tuple[Hand, ...] = ()
    called: MemberId | None = None
    """Whose hand was called last in this stage."""
    spoke_last: MemberId | None = None
    """Who was called and has finished: they are thanked; or speaks on, and a question waits."""
    called_at: datetime | None = None
    """When, where the evening called it by itself."""
    calls: int = 0
    """How many hands were called this evening; a button names the call it was drawn for."""
    spoke_by_hand: frozenset[MemberId] = frozenset()
    """Whose hand was called this evening: they were heard."""
    ready: frozenset[MemberId] = frozenset()
    topics: tuple[Topic, ...] = ()
    talking_about: int | None = None
    """The number of the topic that is being discussed."""
    topic_from: timedelta = timedelta(0)
    """How long the discussion had run when that topic was chosen."""
    suggested: tuple[PromptId, ...] = ()
    offered: tuple[PromptId, ...] = ()
    """Every question suggested this evening, the oldest first."""
    asked: tuple[PromptId, ...] = ()
    question: PromptId | None = None
    """The question on the card."""
    own: tuple[Prompt, ...] = ()
    """Those of the group's own questions that are suggested or on the card, as they stood then."""
    responded: tuple[Purpose, ...] = ()
    """Ways to respond that the facilitators ticked for themselves, the oldest first."""
    exercise: WorksheetKind | None = None
    board: tuple[BoardLine, ...] = ()
    held: tuple[Held, ...] = ()
    aids: tuple[Aid, ...] = ()
    alerts: int = 0
    """How often those who lead were to be told that something waits for them."""
    alert_at: datetime | None = None
    """When they were, or are, to be told last."""
    alerted: tuple[Alerted, ...] = ()
    """Private messages that told them so; each is changed once nothing waits for its reader."""
    sweeps: tuple[Sweep, ...] = ()
    """Whom one press removed together, where that was not undone."""
    writers: frozenset[MemberId] | None = None
    """Those who were already here when newcomers were asked to listen; None where all may write."""
    posts: tuple[Post, ...] = ()
    """Messages of ours with typed words, the oldest first; one that is taken out is deleted."""
    sending: tuple[Sending, ...] = ()
    """Typed words on their way into the room, and those that came lately."""
    numbered: int = 0
    """The last number given to a line on the board: what everybody sees come, and nothing else."""
    letters: tuple[LetterWish, ...] = ()
    """Who asked for an attendance letter, and under which name."""
    aliases: tuple[Alias, ...] = ()
    """A number for everyone whom the meeting knows; none in meetings of an older version."""
    capacity: int = 0
    """So many people may be in besides those who lead; 0 is as many as come."""
    visible_to: RoleId | None = None
    """The role of those who may see it; None where everybody may."""
    self_guided: bool = False
    """Whether its steps come by themselves while nobody leads."""
    by_itself_since: datetime | None = None
    """Since when they come by themselves although somebody led: all who lead were away too long."""
    moves_on_at: datetime | None = None
    """When the next step then comes before its time; None without a reason for that."""
    version: int = 0

    @property
    def now_in(self) -> StageKey:
        """The stage the meeting is in."""
        return self.stages[self.stage].key

    @property
    def lead(self) -> MemberId | None:
        """Who leads, once somebody has begun."""
        return self.facilitators[0] if self.facilitators else None

    @property
    def is_guided(self) -> bool:
        """Whether the evening goes on, and its steps come by themselves: nobody leads."""
        nobody = self.lead is None or self.by_itself_since is not None
        return self.self_guided and self.stage > 0 and nobody

    @property
    def lead_known_as(self) -> str:
        """The name of the one who leads: as chosen at the door, else what Discord calls them."""
        person = self.person(self.lead) if self.lead else None
        return person.name if person else self.lead_name

    @property
    def place(self) -> Place:
        """Where the meeting stands, as a button drawn now would say."""
        here = self.round
        turns = here is not None and here.mode is Mode.TURNS
        return Place(self.stage, here.number if here and turns else self.calls)

    @property
    def round(self) -> Round | None:
        """The round of this stage, if it has one."""
        return self.round_of(self.now_in)

    def round_of(self, key: StageKey) -> Round | None:
        """Give the round of a stage, or None where it has none yet."""
        return {StageKey.CHECK_IN: self.check_in, StageKey.CHECK_OUT: self.check_out}.get(key)

    def may_write(self, member: MemberId) -> bool:
        """Tell whether somebody may put anything where others see it."""
        among = self.writers is None or member in self.writers or member in self.facilitators
        return among and not self.is_removed(member)

    def person(self, member: MemberId) -> Person | None:
        """Give somebody who came through the door, or None."""
        return next((one for one in self.people if one.id == member), None)

    def is_removed(self, member: MemberId) -> bool:
        """Tell whether somebody's access has ended for this evening."""
        return member in self.removed or self.shut_out.knows(member)

    @property
    def let_in(self) -> tuple[Person, ...]:
        """Everyone who came through the door and has not pressed leave: they may see the room."""
        return tuple(one for one in self.people if not one.gone)

    @property
    def here(self) -> tuple[Person, ...]:
        """Those of them who are there now: not who left the voice room and did nothing since."""
        left = {one.member: one.left_at for one in self.voice if one.left_at}
        return tuple(one for one in self.let_in if one.id not in left or one.stayed(left[one.id]))

    @property
    def taking_part(self) -> tuple[Person, ...]:
        """Everyone let in who does not just listen: a place is kept for who has left the call."""
        return tuple(one for one in self.let_in if one.way is not Way.LISTENING)

    @property
    def in_voice(self) -> frozenset[MemberId]:
        """Who is in the voice room now."""
        return frozenset(one.member for one in self.voice if one.left_at is None)

    @property
    def still_in_voice(self) -> frozenset[MemberId]:
        """Who was removed and sits in the voice room all the same."""
        return frozenset(member for member in self.in_voice if self.is_removed(member))

    @property
    def without_door(self) -> frozenset[MemberId]:
        """Who is in the voice room and never came through the door; not who left or was removed."""
        return self.in_voice - self.still_in_voice - {one.id for one in self.people}

    @property
    def heads(self) -> frozenset[MemberId]:
        """Who is here, through the door or in the voice room without ever using it."""
        return self.without_door.union(one.id for one in self.here)
