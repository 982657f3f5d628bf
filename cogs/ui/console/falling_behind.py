"""A press on a console that has fallen behind is answered with the console as it stands now.

So are presses on what a console opened: its menus and questions have a way back to it.
"""

from collections.abc import Iterable

from bot.domain.errors import Refusal
from bot.domain.meeting.rights import StageOver
from cogs.ui.console.keeping_shown import show_console
from cogs.ui.kit.answer import privately
from cogs.ui.kit.button import Interaction, Item, on_refusal, scoped_to_guild
from cogs.ui.kit.ids import CustomId, read
from cogs.ui.kit.sheet import sheet

CONSOLE, MORE = "console", "more"
"""What stands on a console, or leads back to one: no other private message has it."""
MOVED_ON = "console.moved_on"


@on_refusal
async def told_on_console(interaction: Interaction, custom_id: CustomId, refused: Refusal) -> bool:
    """Tell a refusal on the console that was pressed, drawn anew; False where it was none.

    Whoever has no console any more reads the refusal alone in its place.
    """
    if not _of_console(interaction, custom_id):
        return False
    key = MOVED_ON if type(refused) is StageOver else refused.key
    bot = interaction.client
    try:
        scoped = await scoped_to_guild(interaction, custom_id)
        meeting = await bot.services.meetings.get(scoped.meeting)
        await show_console(interaction, meeting, key, **refused.facts)
    except Refusal:
        words = bot.say(interaction)(refused.key, **refused.facts)
        await privately(interaction, sheet(words))
    return True


def is_console(interaction: Interaction) -> bool:
    """Tell whether a press was on a console, and not on what stands below or beside it."""
    message = interaction.message
    return message is not None and MORE in _actions(message.components)


def _of_console(interaction: Interaction, custom_id: CustomId) -> bool:
    message, does = interaction.message, Item.presses.get(custom_id.action)
    if message is None or not message.flags.ephemeral or does is None:
        return False
    ours = does.__module__.startswith(__package__)
    return ours and any(one in {CONSOLE, MORE} for one in _actions(message.components))


def _actions(parts: Iterable[object]) -> Iterable[str]:
    for part in parts:
        found = read(getattr(part, "custom_id", None) or "")
        if found is not None:
            yield found.action
        yield from _actions(getattr(part, "children", ()))
