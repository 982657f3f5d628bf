"""Presses on worksheets; every answer is for the one who presses alone."""

from functools import partial

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import ChannelId, EntryId, MemberId
from bot.domain.journal.filling import page_after, shareable
from bot.domain.journal.worksheet import Worksheet, WorksheetKind
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.template import StageKey
from bot.services.journal.drafts import EntryGone, Written, fresh_id
from bot.services.journal.worksheets import sheet_of
from bot.text.catalog import Say
from cogs.ui.journal.choice import chosen_first, opens
from cogs.ui.journal.heard import heard_if_refused, heard_in, with_care
from cogs.ui.journal.worksheets import draw as drawn
from cogs.ui.journal.worksheets.papers import drawn_scales, taken_along
from cogs.ui.kit import ids
from cogs.ui.kit.admission import country
from cogs.ui.kit.answer import besides, privately, tell
from cogs.ui.kit.button import Interaction, chosen, on_press
from cogs.ui.kit.command import answer, home_of
from cogs.ui.kit.form import Given, on_submit, open_form, text_value
from cogs.ui.kit.ids import CustomId


@on_press("sheet_open")
async def choose(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the worksheet that was chosen in the menu, or that a button names."""
    await open_sheet(interaction, custom_id.argument or chosen(interaction))


@opens("sheet")
async def open_sheet(interaction: Interaction, kind: str) -> None:
    """Show what a worksheet is for, with its pages; the first time the choice comes before it."""
    one = sheet_of(kind)
    if await chosen_first(interaction, f"sheet.{kind}") is None:
        return
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.worksheets.open(me, WorksheetKind(one.kind))
    found = await bot.defer_if_slow(interaction, work)
    await privately(interaction, drawn.begun(found, one, fresh_id(), bot.say(interaction)))


@on_press("sheet_page")
async def page(interaction: Interaction, custom_id: CustomId) -> None:
    """Open a page as a form, with what stands in it already."""
    entry, number, begins = _page(custom_id)
    me = MemberId(interaction.user.id)
    there = await _known(interaction, me, entry, begins)
    one = sheet_of(there.entry.about if there else begins)
    if number not in range(len(one.pages)):
        raise BeforeUpdate
    known, say = there.entry if there else None, interaction.client.say(interaction)
    await open_form(interaction, drawn.page_form(custom_id, one, number, known, say))


@on_submit("sheet_page")
@heard_if_refused
async def sent(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Keep a page, or hold it until the last one; sent again it takes the place of what was."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    entry, number, begins = _page(custom_id)
    typed = {name: text_value(filled, name) for name in filled}
    place = home_of(interaction)
    work = bot.services.worksheets.fill(me, place, entry, number, typed, begins=begins)
    written = await bot.defer_if_slow(interaction, work)
    await _show(interaction, written, _after(written, interaction), filled)


@on_press("sheet_stop")
async def stop(interaction: Interaction, custom_id: CustomId) -> None:
    """Stop here; whoever keeps nothing gets it back."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.worksheets.stop(me, entry_in(custom_id.argument))
    written = await bot.defer_if_slow(interaction, work)
    say = bot.say(interaction)
    await _show(interaction, written, say("sheet.stopped") if written.kept else _back(written, say))


@on_press("sheet_mine")
async def go_on(interaction: Interaction, _: CustomId) -> None:
    """Open the worksheet that was chosen among one's own."""
    await read(interaction, chosen(interaction))


@on_press("sheet_read")
async def again(interaction: Interaction, custom_id: CustomId) -> None:
    """Show one of one's own worksheets."""
    await read(interaction, custom_id.argument)


@on_press("sheet_file")
async def file(interaction: Interaction, custom_id: CustomId) -> None:
    """Hand it out as a file, beside what is shown."""
    await hand_out(interaction, custom_id.argument)


@on_press("sheet_delete")
async def delete(interaction: Interaction, custom_id: CustomId) -> None:
    """Ask once before it is deleted."""
    written = await written_of(interaction, custom_id.argument)
    say = interaction.client.say(interaction)
    await privately(interaction, drawn.sure_to_delete(written.entry, say))


@on_press("sheet_gone")
async def gone(interaction: Interaction, custom_id: CustomId) -> None:
    """Delete it for good."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    written = await written_of(interaction, custom_id.argument)
    await bot.defer_if_slow(interaction, bot.services.worksheets.delete(me, written.entry.id))
    await tell(interaction, "sheet.deleted", title=drawn.title_of(written.entry))


async def read(interaction: Interaction, entry: str) -> None:
    """Show a worksheet as it stands, with its pages."""
    await _show(interaction, await written_of(interaction, entry), "")


async def hand_out(interaction: Interaction, entry: str) -> None:
    """Give one of one's own worksheets as files. Raises EntryGone."""
    bot, say = interaction.client, interaction.client.say(interaction)
    one = (await written_of(interaction, entry)).entry
    making = taken_along(one, sheet_of(one.about), bot.language_of(interaction), say)
    view, files = await bot.defer_if_slow(interaction, making)
    await answer(interaction, view, files)


async def written_of(interaction: Interaction, entry: str) -> Written:
    """Give one of the presser's own worksheets. Raises EntryGone."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    work = bot.services.worksheets.read(me, entry_in(entry))
    return await bot.defer_if_slow(interaction, work)


def entry_in(text: str) -> EntryId:
    """Read which entry a button, a menu or an option means. Raises EntryGone."""
    try:
        return ids.entry_in(text)
    except BeforeUpdate:
        raise EntryGone from None


async def working_here(interaction: Interaction) -> LiveMeeting | None:
    """Give the meeting in whose room this is, where the presser may add a line to its board."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    meeting = bot.services.meetings.in_room(ChannelId(interaction.channel_id or 0))
    running = await bot.services.meetings.running(meeting) if meeting else None
    if running is None or running.exercise is None or running.now_in is not StageKey.WORKING:
        return None
    person = running.person(me)
    return running if person is not None and not person.gone else None


async def _show(
    interaction: Interaction, written: Written, note: str, typed: Given | None = None
) -> None:
    say, one = interaction.client.say(interaction), sheet_of(written.entry.about)
    own = written.kept and shareable(written.entry, one)
    shares = bool(own) and await working_here(interaction) is not None
    care = await heard_in(typed or {})
    where = await country(interaction) if care else None
    room = drawn.LESS_ROOM if care else drawn.ROOM
    above = partial(with_care, care, where, say)
    first, *rest = drawn.shown(written, one, say, note, may_share=shares, above=above, room=room)
    await privately(interaction, first)
    for more in rest:
        await besides(interaction, more)
    if written.entry.done and note:
        await _picture(interaction, written, one)


async def _picture(interaction: Interaction, written: Written, one: Worksheet) -> None:
    """Show a worksheet that was just finished as a picture too, where it has scales to draw."""
    found = await drawn_scales(written.entry, one, interaction.client.say(interaction))
    if found:
        await besides(interaction, *found)


def _after(written: Written, interaction: Interaction) -> str:
    say, one = interaction.client.say(interaction), sheet_of(written.entry.about)
    coming = page_after(written.entry, one)
    if coming is None:
        return _kept(written, say) if written.kept else _back(written, say)
    held = "sheet.page_blank" if _is_blank(written) else "sheet.page_held"
    key = "sheet.page_kept" if written.kept else held
    return say(key, next=coming + 1, pages=len(one.pages))


def _kept(written: Written, say: Say) -> str:
    return say("sheet.all_blank" if _is_blank(written) else "sheet.all_kept")


def _back(written: Written, say: Say) -> str:
    return say("sheet.nothing_back" if _is_blank(written) else "sheet.given_back")


def _is_blank(written: Written) -> bool:
    return not any(written.entry.answers.values())


async def _known(
    interaction: Interaction, me: MemberId, entry: EntryId, begins: str
) -> Written | None:
    """Give what stands there; None where this press begins it."""
    try:
        return await interaction.client.services.worksheets.read(me, entry)
    except EntryGone:
        if begins:
            return None
        raise


def _page(custom_id: CustomId) -> tuple[EntryId, int, str]:
    entry, _, rest = custom_id.argument.partition(".")
    page, _, begins = rest.partition(".")
    if len(page) != 1 or not page.isdecimal():
        raise BeforeUpdate
    return entry_in(entry), int(page), begins
