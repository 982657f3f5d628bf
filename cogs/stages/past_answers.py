"""A press on one's own answer in a talk or round that is past: one sentence takes its place."""

from bot.domain.errors import Refusal
from bot.domain.meeting.rights import MeetingOver, StageOver
from cogs.ui.kit.answer import actions_on, is_private, privately
from cogs.ui.kit.button import Interaction, on_refusal
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import sheet

OWN = frozenset({"finish", "hand_note", "hand_down", "not_ready", "come_back"})
"""What stands on such an answer, and on nothing else that is private."""


@on_refusal
async def fold(interaction: Interaction, custom_id: CustomId, refused: Refusal) -> bool:
    """Fold an answer whose buttons do nothing any more; False for everything else."""
    if not isinstance(refused, StageOver | MeetingOver) or custom_id.action not in OWN:
        return False
    if not is_private(interaction) or not actions_on(interaction) <= OWN:
        return False
    words = interaction.client.say(interaction)(refused.key, **refused.facts)
    await privately(interaction, sheet(words))
    return True
