"""`/attendance`: a letter that says one was there, one's own letters, checking anybody's."""

from discord import app_commands
from discord.ext import commands

from bot.client import OpenRound
from bot.domain.errors import BeforeUpdate
from bot.domain.ids import OWN, GuildId, MemberId, OccurrenceId, short
from bot.services.attendance.making import NoMinutes
from cogs.ui.attendance.checked import checked
from cogs.ui.attendance.draw import mine, told, which
from cogs.ui.attendance.presses import ask, number
from cogs.ui.kit.command import Interaction, answer, called, described, files, home_of, options

LONGEST_CODE = 2000
"""Characters: the block of signs of a letter, and what was copied around it."""
MOST_OFFERED = 25
LONGEST_ID = 20
TypedCode = app_commands.Range[str, 1, LONGEST_CODE]


@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
class AttendanceCommands(
    commands.GroupCog,
    group_name=called("attendance"),
    group_description=described("command.attendance.about"),
):
    """Attendance letters; also in DMs. Nobody is shown anything of anybody else."""

    @app_commands.command(name=called("letter"), description=described("command.attendance.letter"))
    @options(meeting="command.attendance.meeting")
    async def letter(self, interaction: Interaction, meeting: str | None = None) -> None:
        """Ask for a letter of a meeting that runs, or ended within the last 24 hours."""
        if meeting is not None:
            await ask(interaction, _meeting(meeting))
            return
        bot, me = interaction.client, MemberId(interaction.user.id)
        work = bot.services.own_letters.to_ask_for(me, _place(interaction))
        found = await bot.defer_if_slow(interaction, work)
        if not found:
            raise NoMinutes
        if len(found) == 1:
            await ask(interaction, found[0].meeting)
        else:
            await answer(interaction, which(found, bot.say(interaction)))

    @letter.autocomplete("meeting")
    async def meetings(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the meetings of which one can have a letter."""
        bot, me = interaction.client, MemberId(interaction.user.id)
        found = await bot.services.own_letters.to_ask_for(me, _place(interaction))
        say = bot.say(interaction)
        named = [(told(one, say), short(one.meeting)) for one in found]
        fitting = [one for one in named if typed.casefold() in one[0].casefold()]
        return [
            app_commands.Choice(name=name, value=value) for name, value in fitting[:MOST_OFFERED]
        ]

    @app_commands.command(name=called("mine"), description=described("command.attendance.mine"))
    async def mine(self, interaction: Interaction) -> None:
        """List one's own letters, to have one again or withdraw it."""
        bot, me = interaction.client, MemberId(interaction.user.id)
        work = bot.services.own_letters.mine(me, _place(interaction))
        found = await bot.defer_if_slow(interaction, work)
        await answer(interaction, mine(found, bot.say(interaction)))

    @app_commands.command(name=called("verify"), description=described("command.attendance.verify"))
    @options(code="command.attendance.code")
    async def verify(self, interaction: Interaction, code: TypedCode) -> None:
        """Say whether a letter is genuine and what it states, with the page that does so too."""
        bot, me = interaction.client, MemberId(interaction.user.id)
        work = bot.services.letter_checks.check(code, me)
        found = await bot.defer_if_slow(interaction, work)
        page = bot.services.letter_checks.page(bot.language_of(interaction))
        view = checked(found, bot.say(interaction))
        await answer(interaction, view, files(view, [page]))


def _meeting(typed: str) -> OccurrenceId:
    """Read which meeting is meant; what is none of those offered is none at all."""
    try:
        return OccurrenceId(number(typed[:LONGEST_ID]))
    except BeforeUpdate:
        raise NoMinutes from None


def _place(interaction: Interaction) -> GuildId | None:
    """Give the server in which a command was used; None in a private message: all of them."""
    home = home_of(interaction)
    return None if home == OWN else home


async def setup(bot: OpenRound) -> None:
    """Add the cog."""
    await bot.add_cog(AttendanceCommands())
