"""Who sees a room without having come through its door, and whether that door is closed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Onlookers:
    """Who else sees a room: not counted are administrators, the bot and facilitators."""

    everyone: bool = False
    roles: tuple[str, ...] = ()
    """The names of roles whose people see it."""
    bots: tuple[str, ...] = ()
    """The names of other bots that see it."""
    people: int = 0
    """How many are named in its permissions one by one."""

    def __bool__(self) -> bool:
        """Whether there is anyone."""
        return self != NOBODY


NOBODY = Onlookers()


@dataclass(frozen=True, slots=True)
class Doorway:
    """How a room stands: open to onlookers, or closed to all who did not come through its door."""

    closed: bool
    onlookers: Onlookers = NOBODY
    shut_out: Onlookers = NOBODY
    """Who saw the room until it was closed to them just now."""
    can_close: bool = False
    """Whether the bot may close it."""
