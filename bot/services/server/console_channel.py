"""Whether a console may stand in the facilitators' channel: only they and organisers may see it."""

from collections.abc import Iterable

from bot.domain.errors import Refusal
from bot.services.ports.rooms import Need


class NoFacilitatorsChannel(Refusal):
    """There is no facilitators' channel, or it is gone."""

    key = "refusal.no_facilitators_channel"


class FacilitatorsChannelSeen(Refusal):
    """Others than facilitators and organisers see the facilitators' channel."""

    key = "refusal.facilitators_channel_seen"


class FacilitatorsChannelShut(Refusal):
    """The bot may not write in the facilitators' channel."""

    key = "refusal.facilitators_channel_shut"


_REFUSED: dict[str, type[Refusal]] = {
    "no_console_channel": NoFacilitatorsChannel,
    "console_seen": FacilitatorsChannelSeen,
    "console_closed": FacilitatorsChannelShut,
}
"""By what is missing in Discord."""


def may_console_stand(needs: Iterable[Need]) -> bool:
    """Tell whether nothing in Discord is in the way of a console."""
    return not any(need.key in _REFUSED for need in needs)


def must_let_console_stand(needs: Iterable[Need]) -> None:
    """Raise what is in the way of a console."""
    for need in needs:
        refused = _REFUSED.get(need.key)
        if refused is not None:
            raise refused(channel=str(need.facts.get("channel", "")))
