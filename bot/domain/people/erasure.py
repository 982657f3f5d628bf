"""Somebody's wish to be forgotten that reached whoever runs the bot, not the bot itself."""

from dataclasses import dataclass

from bot.domain.ids import GuildId, MemberId


@dataclass(frozen=True, slots=True)
class ErasureWish:
    """Whom to forget, in one server or everywhere (None), and the wish's own name."""

    name: str
    member: MemberId
    guild: GuildId | None = None
