"""The words that may stand in the log as they are: our events and codes, and names of exceptions.

A word is let through because somebody registered it, never because it is short. Whoever logs an
event adds it to `EVENTS`; a test holds the list against all calls.
"""

from collections.abc import Iterable, Iterator

EVENTS = frozenset(
    {
        "answer.late",
        "answer.lost",
        "breaker.closed",
        "breaker.opened",
        "card.acknowledgement_lost",
        "card.answer_lost",
        "card.fault",
        "card.not_redrawn",
        "copy.failed",
        "copy.made_private",
        "erase.waits",
        "event.left_undone",
        "events.not_looked_at",
        "gateway.lost",
        "health.not_started",
        "identify.not_written",
        "identify.unread",
        "identify.waits",
        "live.fault",
        "live.lost",
        "outbox.given_up",
        "outbox.later",
        "page.not_written",
        "press.fault",
        "process.ended",
        "process.fault",
        "room.many_let_in",
        "room.not_closed",
        "room.stage_not_shown",
        "row.unreadable",
        "series.not_planned",
        "server.forgotten",
        "server.not_checked",
        "server.left",
        "server.most_do_not_know_us",
        "server.not_heard_of",
        "server.organisers_gone",
        "stage.not_shown",
        "start.discord_fails",
        "start.fault",
        "start.goes_on",
        "start.refused",
        "start.unreachable",
        "start.waits",
        "storage.failing",
        "storage.lease_not_given_back",
        "storage.log_deleted",
        "storage.vacuum_failed",
        "storage.wipe_waits",
        "storage.works_again",
        "storage.written_by_others",
        "task.fault",
        "task.hung",
        "tick.fault",
        "tick.fault_over",
        "tick.late",
        "wake.lost",
        "wake.overslept",
        "week.not_looked_at",
        "wish.unreadable",
        "work.hung",
    }
)

WORK = frozenset({"admit", "deliver", "on_time", "step"})
"""What the tick does for a meeting, as its faults name it."""

_codes: set[str] = set(EVENTS | WORK)
_exceptions: set[str] = set()


def register(codes: Iterable[str]) -> None:
    """Let these words of ours through: keys of sentences, names of periodic work."""
    _codes.update(codes)


def is_registered(word: str) -> bool:
    """Tell whether a word is an event or a code of ours."""
    return word in _codes


def is_known(word: str) -> bool:
    """Tell whether a word is one of ours, or the name of an exception that there is."""
    if is_registered(word) or word in _exceptions:
        return True
    if word[:1].isupper():  # a library that was loaded since may have brought it
        _exceptions.update(_names(BaseException))
    return word in _exceptions


def _names(kind: type[BaseException]) -> Iterator[str]:
    yield kind.__name__
    for one in type.__subclasses__(kind):
        yield from _names(one)
