"""Worksheets, page by page: in servers and in private, kept or given back, resumed, shared."""

import pathlib

import pytest

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain, walk
from tests.cogs.journal.alone import Alone

FOUR = ("Ana", "Ben", "Chi", "Esi")
FROM = "From my worksheet"
WORDS = {
    "What am I thinking of changing?": "Wine on weekdays",
    "Good things about": "It is quick\nIt is warm",
}
CANARY = "a word that nobody else ever reads"


@pytest.fixture(params=["server", "private"])
def ana(request, group) -> Alone:
    """Ana, in either place."""
    return Alone(group, private=request.param == "private")


async def opened(ana: Alone, choice: str = "Keep my answers", kind: str = "pros_cons"):
    asked = await ana.say("worksheet open", kind=kind)
    assert "Should OpenRound keep what you write for yourself?" in asked.text
    return await ana.press(choice, asked)


async def test_the_choice_comes_first_and_then_what_was_wanted(ana):
    shown = await opened(ana)
    assert shown.private
    assert "Pros and cons" in shown.text
    assert "Each page is saved when you submit it." in shown.text
    again = await ana.say("worksheet open", kind="Pros and cons")
    assert "Fill in page 1" in again.shown.buttons


async def test_page_by_page_with_a_button_between_and_nothing_is_lost_by_a_restart(
    ana, make_bot, closed_at_the_end
):
    shown = await opened(ana)
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    assert first.private
    assert "Page 2 is next" in first.text
    assert "It is quick\nIt is warm" in first.text

    await ana.group.bot.close()
    await ana.group.env.restart_bot(closed_at_the_end(make_bot()))
    mine = await ana.say("worksheet mine")
    on = await ana.choose("Go on with one, or read it", "Pros and cons", mine)
    assert "Wine on weekdays" in on.text
    form = await ana.press("Fill in page 2", on)
    done = await ana.fill(form, {"What do I make": "I would like two free evenings"})
    assert "All kept." in done.text
    assert "Wine on weekdays" in done.text
    assert "two free evenings" in done.text
    assert "That's all for now" not in done.shown.buttons


async def test_a_page_can_be_changed_and_comes_with_what_stands_in_it(ana):
    shown = await opened(ana)
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    form = await ana.press("Change page 1", first)
    assert cast.fields_of(form.form)["behaviour"]["value"] == "Wine on weekdays"
    changed = await ana.fill(form, {"What am I thinking of changing?": "Wine on Fridays"})
    assert "Wine on Fridays" in changed.text
    assert "weekdays" not in changed.text


async def test_opening_it_again_offers_to_go_on(ana):
    shown = await opened(ana)
    await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    again = await ana.say("worksheet open", kind="pros_cons")
    assert "You began one on" in again.text
    on = await ana.press("Go on with it", again)
    assert "Wine on weekdays" in on.text


async def test_who_keeps_nothing_gets_it_back_once_and_no_row_is_there(ana, tmp_path):
    shown = await opened(ana, "Do not keep")
    assert "Nothing is kept:" in shown.text
    first = await ana.fill(await ana.press("Fill in page 1", shown), {"What am I": CANARY})
    assert CANARY in first.text
    assert "Not kept: it waits here until" in first.text
    again = await ana.press("Change page 1", first)
    done = await ana.fill(
        await ana.press("Fill in page 2", first), {"What do I make": "More sleep"}
    )
    assert "OpenRound has forgotten them." in done.text
    assert CANARY in done.text
    assert "More sleep" in done.text
    assert done.shown.buttons == ()
    late = await ana.fill(again, {"What am I": "Too late", "Good things": "My words"})
    assert "isn't there any more" in late.text
    assert "Too late\n\nMy words" in late.text, "nobody loses what they wrote"
    assert not in_any_file(tmp_path, CANARY)
    mine = await ana.say("worksheet mine")
    assert "You've chosen not to keep what you write" in mine.text


@pytest.mark.parametrize(
    ("choice", "end"), [("Do not keep", "nothing to give back"), ("Keep my answers", "still blank")]
)
async def test_a_worksheet_that_was_left_blank_is_said_to_be(group, choice, end):
    ana = Alone(group)
    shown = await opened(ana, choice)
    first = await ana.fill(await ana.press("Fill in page 1", shown), {})
    assert ("Nothing is written yet" in first.text) is (choice == "Do not keep")
    done = await ana.fill(await ana.press("Fill in page 2", first), {"What do I make": " "})
    assert end in done.text
    assert not any(one in done.text for one in ("All your answers", "All kept", "so far"))


async def test_what_is_kept_stands_nowhere_in_the_clear(ana, tmp_path, caplog):
    caplog.set_level("DEBUG")
    shown = await opened(ana)
    await ana.fill(await ana.press("Fill in page 1", shown), {"What am I": CANARY})
    assert not in_any_file(tmp_path, CANARY)
    assert CANARY not in caplog.text


async def test_it_stops_after_any_page(ana):
    shown = await opened(ana)
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    stopped = await ana.press("That's all for now", first)
    assert "It waits for you in `/worksheet mine`" in stopped.text
    assert "Fill in page 2" in stopped.shown.buttons


async def test_where_nothing_is_kept_the_way_to_stop_says_that_it_is_forgotten(ana):
    shown = await opened(ana, "Do not keep")
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    assert "That's all for now" not in first.shown.buttons
    stopped = await ana.press("Finish and forget", first)
    assert "OpenRound has forgotten them" in stopped.text


async def test_it_is_deleted_after_one_question(ana):
    shown = await opened(ana)
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    open_page = await ana.press("Fill in page 2", first)
    asked = await ana.press("Delete this one", first)
    assert "It doesn't come back." in asked.text
    back = await ana.press("Back", asked)
    assert "Wine on weekdays" in back.text
    gone = await ana.press("Yes, delete it", await ana.press("Delete this one", back))
    assert "Pros and cons is gone." in gone.text
    assert "You haven't kept a worksheet yet." in (await ana.say("worksheet mine")).text
    late = await ana.fill(open_page, {"What do I make": "My words"})
    assert "isn't there any more" in late.text
    assert "My words" in late.text


async def test_somebody_else_cannot_open_it_by_any_name(group):
    ana, ben = Alone(group), Alone(group, "Ben")
    shown = await opened(ana)
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    node = next(one for one in walk(first.message.components) if "custom_id" in one)
    entry = str(node["custom_id"]).split(":")[5].split(".")[0]
    for command, more in (("delete", {}), ("share", {"field": f"{entry}.0.behaviour"})):
        told = await ben.say(f"worksheet {command}", worksheet=entry, **more)
        assert "Wine" not in told.text
        assert "Pros" not in told.text


async def test_words_of_danger_bring_whom_to_call_before_the_answer(ana):
    shown = await opened(ana)
    form = await ana.press("Fill in page 1", shown)
    answer = await ana.fill(
        form, {"What am I thinking of changing?": "I want to kill myself tonight"}
    )
    assert answer.private
    card, _, below = answer.text.partition("Your own words are below.")
    assert card.startswith("First: people you can reach now")
    assert "call 999 / 112" in card or ana.private
    assert "Nobody has been told." in card
    assert "I want to kill myself tonight" in below


async def test_only_the_shared_line_is_seen_in_the_room(evening):
    group = await evening(*FOUR, stage="working")
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message)
    await group.wait(2)
    asked = await group.press("Ana", "Open worksheet")
    ana = Alone(group)
    shown = await ana.press("Keep my answers", asked)
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)

    form = await ana.press("Share one line", first)
    words = {"From my worksheet": "It is warm", "Where does it belong?": "What it gives me"}
    told = await ana.fill(form, words)
    assert "on the card, without a name" in told.text
    named = await group.press("Ana", "Share one line")
    wished = {"From my worksheet": "It is quick", "Show my name beside it": True}
    await ana.fill(named, wished)
    await group.wait(2)
    assert "• It is warm" in group.words
    assert "• It is quick (from Ana)" in group.words
    for name in ("Ben", "Fran"):
        seen = "\n".join(plain(one.components).text for one in group.seen(name))
        assert "weekdays" not in seen


async def test_a_shared_line_is_taken_back_with_a_name_and_without(evening):
    group = await evening(*FOUR, stage="working")
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message)
    await group.wait(2)
    ana = Alone(group)
    shown = await ana.press("Keep my answers", await group.press("Ana", "Open worksheet"))
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    told = await ana.fill(await ana.press("Share one line", first), {FROM: "It is warm"})
    wished = {FROM: "It is quick", "Show my name beside it": True}
    await ana.fill(await group.press("Ana", "Share one line"), wished)
    await group.wait(2)
    assert "• It is warm" in group.words

    back = await ana.press("Take it back", told)
    assert "off the card again" in back.text
    await group.wait(2)
    assert "It is warm" not in group.words
    assert "• It is quick (from Ana)" in group.words
    again = await group.press("Ana", "My options")
    own = await ana.press("Take back what I wrote", again)
    gone = await ana.choose("Choose a line on the card to take back", "It is quick", own)
    assert "quick" not in gone.text
    await group.wait(2)
    assert "quick" not in group.words


async def test_a_line_is_shared_only_in_the_room_of_ones_own_meeting(evening):
    group = await evening(*FOUR, stage="working")
    ana = Alone(group)
    shown = await opened(ana)
    first = await ana.fill(await ana.press("Fill in page 1", shown), WORDS)
    assert "Share one line" not in first.shown.buttons
    choices = await group["Ana"].autocomplete(
        group.world.announcements, "worksheet share", "worksheet", ""
    )
    told = await ana.say("worksheet share", worksheet=choices[0]["value"], field="x")
    assert "You can share a line in the room of a meeting" in told.text


def in_any_file(folder: pathlib.Path, text: str) -> bool:
    return any(text.encode() in one.read_bytes() for one in folder.rglob("*") if one.is_file())
