"""`/worksheet`: questions for quiet times, filled in page by page, for oneself alone."""

from collections.abc import Iterable

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.content import worksheets
from bot.domain.errors import Refusal
from bot.domain.ids import MemberId, short
from bot.domain.language.folding import cut, fold
from bot.services.journal.drafts import EntryGone
from bot.services.journal.worksheets import Lines
from cogs.stages.sharing import share_from
from cogs.ui.journal.worksheets import draw as drawn
from cogs.ui.journal.worksheets.presses import entry_in, hand_out, open_sheet, written_of
from cogs.ui.kit.button import Choice
from cogs.ui.kit.command import Interaction, answer, called, described, options

MOST = 25
"""Lines of a list of completions."""
LONGEST = 100
"""Characters of what somebody types into an option that is looked at."""


class UnknownSheet(Refusal):
    """No worksheet is called so. Facts: `typed`."""

    key = "refusal.unknown_sheet"


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class WorksheetCommands(
    commands.GroupCog,
    group_name=called("worksheet"),
    group_description=described("command.worksheet.about"),
):
    """One's own worksheets; also in private messages."""

    @app_commands.command(name=called("open"), description=described("command.worksheet.open"))
    @options(kind="command.worksheet.kind")
    async def begin(self, interaction: Interaction, kind: str = "") -> None:
        """Open one to fill in; without a name all of them to choose from."""
        if fold(kind):
            await open_sheet(interaction, _kind(kind))
        else:
            await answer(interaction, drawn.chooser(interaction.client.say(interaction)))

    @app_commands.command(name=called("mine"), description=described("command.worksheet.mine"))
    async def mine(self, interaction: Interaction) -> None:
        """List those that are kept, to go on with one or to read it."""
        bot, me = interaction.client, MemberId(interaction.user.id)
        found = await bot.defer_if_slow(interaction, bot.services.worksheets.mine(me))
        settings = await bot.defer_if_slow(interaction, bot.services.choices.settings(me))
        await answer(interaction, drawn.mine(found, settings, bot.say(interaction)))

    @app_commands.command(name=called("share"), description=described("command.worksheet.share"))
    @options(worksheet="command.worksheet.worksheet", field="command.worksheet.field")
    async def share(self, interaction: Interaction, worksheet: str, field: str) -> None:
        """Show one line to the room; the form shows it first."""
        await share_from(interaction, worksheet, field)

    @app_commands.command(name=called("export"), description=described("command.worksheet.export"))
    @options(worksheet="command.worksheet.worksheet")
    async def export(self, interaction: Interaction, worksheet: str) -> None:
        """Hand one out as a file."""
        await hand_out(interaction, worksheet)

    @app_commands.command(name=called("delete"), description=described("command.worksheet.delete"))
    @options(worksheet="command.worksheet.worksheet")
    async def delete(self, interaction: Interaction, worksheet: str) -> None:
        """Ask once, then delete one for good."""
        written = await written_of(interaction, worksheet)
        say = interaction.client.say(interaction)
        await answer(interaction, drawn.sure_to_delete(written.entry, say))

    @begin.autocomplete("kind")
    async def kinds(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer worksheets whose title holds what was typed."""
        return _offered(typed, (Choice(one.kind, one.title) for one in worksheets.load().values()))

    @export.autocomplete("worksheet")
    @delete.autocomplete("worksheet")
    async def own(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Offer one's own worksheets, to nobody else."""
        bot, me = interaction.client, MemberId(interaction.user.id)
        found, say = await bot.services.worksheets.mine(me), bot.say(interaction)
        return _offered(typed, (drawn.named(one, say) for one in found))

    @share.autocomplete("worksheet")
    async def with_lines(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer one's own worksheets of which a line may be shared."""
        found = await _lines(interaction)
        return _offered(typed, (Choice(short(one.entry), one.sheet.title) for one in found))

    @share.autocomplete("field")
    async def shareable(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the lines of the worksheet that was chosen."""
        try:
            wanted = entry_in(str(getattr(interaction.namespace, "worksheet", "")))
        except EntryGone:
            return []  # what was typed there is none of their worksheets
        found = [one for one in await _lines(interaction) if one.entry == wanted]
        listed = [(one.entry, line) for one in found for line in one.lines]
        return _offered(typed, drawn.line_choices(listed, interaction.client.say(interaction)))


def _kind(typed: str) -> str:
    """Read a worksheet by its kind or its title. Raises UnknownSheet."""
    wanted = fold(typed[:LONGEST])
    for one in worksheets.load().values():
        if wanted in {fold(one.kind), fold(one.title)}:
            return one.kind
    raise UnknownSheet(typed=cut(typed.strip(), LONGEST))


def _offered(typed: str, choices: Iterable[Choice]) -> list[app_commands.Choice[str]]:
    wanted = fold(typed[:LONGEST])
    fits = [one for one in choices if wanted in fold(one.label)]
    return [
        app_commands.Choice(name=cut(one.label, LONGEST), value=one.value) for one in fits[:MOST]
    ]


async def _lines(interaction: Interaction) -> tuple[Lines, ...]:
    return await interaction.client.services.worksheets.lines(MemberId(interaction.user.id))


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(WorksheetCommands())
