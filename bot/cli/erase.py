"""`openround erase`: forget somebody who cannot ask the bot, as they have left the server."""

import asyncio
from collections.abc import Callable

from bot.app.keys import keys_of
from bot.cli.safe import must_be_there, opened, privacy_of
from bot.config.settings import Settings
from bot.domain.ids import GuildId, MemberId
from bot.storage.database.keyring_opening import shared_with_bot
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault
from bot.storage.people.erasure_wishes import Wishes
from bot.storage.sealing.keys import open_keys
from bot.text.catalog import FALLBACK, speaker

Tell = Callable[[str], None]

say = speaker(FALLBACK)


def erase(settings: Settings, member: int, guild: int | None, tell: Tell) -> int:
    """Forget somebody at once, or leave a wish for the bot that runs with this database.

    Raises StorageFault when the database or its key is in the way.
    """
    who, where = MemberId(member), GuildId(guild) if guild else None
    keys = keys_of(settings.database)
    must_be_there(settings)
    try:
        storage = opened(settings)
    except StorageFault as fault:
        if fault.key != "fault.second_process":
            raise
        known = shared_with_bot(Address.of(settings.database.url), open_keys(keys)[0])
        Wishes(keys.file, known).leave(who, where)
        tell(say("cli.erase_asked"))
        return 0
    try:
        receipt = asyncio.run(privacy_of(settings, storage).erase(who, where))
    finally:
        storage.close()
    tell(say("cli.erased", count=receipt.rows) if receipt.rows else say("cli.erased_nothing"))
    tell(say("cli.erased_later"))
    return 0
