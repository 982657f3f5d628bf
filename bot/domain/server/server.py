"""What a server's organiser has settled once, in `/setup`."""

from dataclasses import dataclass
from datetime import date

from bot.domain.ids import ChannelId, GuildId, RoleId


@dataclass(frozen=True, slots=True)
class Texts:
    """The group's own words; an empty one stands for ours."""

    rules: str = ""
    opening: str = ""
    closing: str = ""
    audience: str = ""
    used_today: str = ""
    contact: str = ""
    rules_version: int = 1
    """Goes up by one when `rules` change, so that consent is asked again."""


@dataclass(frozen=True, slots=True)
class Server:
    """The settings of one Discord server; None means not chosen yet."""

    id: GuildId
    rooms: ChannelId | None = None
    """The category in which rooms open."""
    announcements: ChannelId | None = None
    organisers: ChannelId | None = None
    facilitators: RoleId | None = None
    facilitators_channel: ChannelId | None = None
    timezone: str | None = None
    """An IANA zone name."""
    country: str | None = None
    """Two letters, for help lines."""
    language: str = "en"
    adults_only: bool = True
    discreet: bool = False
    """Neutral names for rooms and doors: nothing says what the meeting is for."""
    review_prompts: bool = False
    """A second facilitator looks at the group's own questions before anybody is offered them."""
    texts: Texts = Texts()
    days_off: tuple[date, ...] = ()
    """Days on which the group does not meet."""
    published_as: str = ""
    """The name under which its meetings stand on the page outside Discord; empty: they don't."""
    events: bool = False
    """Whether an organiser wants meetings to stand in Discord's own list of events."""
    standing_console: bool = False
    """Whether a console of each meeting is to stand in the facilitators' channel."""

    @property
    def shows_events(self) -> bool:
        """Whether they stand there: in a discreet server nothing does."""
        return self.events and not self.discreet

    @property
    def console_in(self) -> ChannelId | None:
        """The channel in which a console of each meeting stands; None where none is to."""
        return self.facilitators_channel if self.standing_console else None
