"""The door: coming in, the ground rules, the age, the name, and what to expect."""

import pytest

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

ADULT = "Yes, I am 18 or older"


async def knock(group: Group, name: str, label: str = "Join") -> cast.Answer:
    return await cast.press(group[name], label, on=group.door(name))


async def agree(group: Group, name: str, label: str = "Join") -> cast.Answer:
    asked = await knock(group, name, label)
    return await cast.press(group[name], "I agree", on=asked.message)


def may_enter(group: Group, name: str) -> bool:
    return simkit.may_see(group.env, group.room.id, group[name].id)


async def test_whoever_joins_reads_the_ground_rules_then_gets_the_way_in(evening):
    group = await evening()
    asked = await knock(group, "Ana")
    assert asked.private
    assert "What people say here stays here." in asked.text
    assert len(asked.text.split()) <= 120
    assert not may_enter(group, "Ana"), "nobody comes in before they agreed"

    inside = await cast.press(group["Ana"], "I agree", on=asked.message)
    assert inside.private
    microphone = inside.text.index("Your microphone may be on")
    picture = inside.text.index("others see your Discord name and picture")
    way = inside.text.index("Here's the room")
    assert microphone < picture < way, "in this order"
    assert f"/{group.room.id}" in str(inside.message.components)
    assert may_enter(group, "Ana")
    await group.wait(2)
    assert "2 people are here" in group.words


@pytest.mark.parametrize("at", ["door", "card"])
async def test_who_may_lead_comes_in_and_finds_the_console_there_until_somebody_begins(group, at):
    await group.start()
    place = group.door("Fran") if at == "door" else group.card()
    await group.come("Ana", "Ben")
    asked = await cast.press(group["Fran"], "Join", on=place)
    inside = await cast.press(group["Fran"], "I agree", on=asked.message)
    assert "Leading tonight? My console has Begin" in inside.text
    assert "In the room, My options on the card opens it too." in inside.text
    console = await cast.press(group["Fran"], "My console", on=inside.message)
    assert console.shown.buttons[0] == "Begin"

    member = await knock(group, "Ana")
    assert "Leading" not in member.text
    assert "My console" not in member.shown.buttons
    await group.go_to("welcome")
    again = await knock(group, "Fran")
    assert "Leading" not in again.text
    assert "My console" not in again.shown.buttons


async def test_consent_is_asked_once(evening):
    group = await evening("Ana")
    again = await knock(group, "Ana")
    assert "You're in" in again.text
    assert "I agree" not in again.shown.buttons


async def test_who_joins_by_typing_is_told_how(evening):
    group = await evening()
    inside = await agree(group, "Ana", "Join by typing")
    assert "You're in, by typing" in inside.text
    assert "A line in the chat doesn't count as one" in inside.text
    assert "in order" not in inside.text, "a text room has no order"
    more = await cast.press(group["Ana"], "Good to know", on=inside.message)
    assert "we remember that you join by typing" in more.text
    assert {"Choose another name", "Attendance letter"} <= set(more.shown.buttons)


async def test_who_just_listens_is_not_called_on(evening):
    group = await evening("Ben", "Chi", "Esi")
    inside = await agree(group, "Ana", "Just listening")
    assert "You're in, just to listen" in inside.text
    assert "Nobody will call on you." in inside.text
    await group.go_to("check_in")
    assert "Ana" not in group.words


async def test_new_here_tells_the_evening_in_six_lines_and_the_next_step(evening):
    group = await evening()
    at_door = await cast.press(group["Ana"], "New here?", on=group.door("Ana"))
    assert at_door.private
    starts = [line[:2] for line in at_door.text.splitlines()[1:7]]
    assert starts == ["1.", "2.", "3.", "4.", "• ", "• "]
    assert "Press Join" in at_door.text

    await group.come("Ana")
    await group.go_to("welcome")
    inside = await group.press("Ana", "New here?")
    assert "My options" in inside.text.splitlines()[-1]


@pytest.mark.parametrize("discreet", [False, True])
async def test_what_it_is_about_is_told_before_anybody_has_to_come_in(group, discreet):
    await group.set_up(discreet=discreet)
    await group.start()
    told = await cast.press(group["Ana"], "What is this about?", on=group.door("Ana"))
    assert told.private
    for point in ("Motivation.", "Urges.", "Thoughts and feelings.", "Balance."):
        assert point in told.text
    assert "leaving is a good end" in told.text
    assert "Medication, therapy, other groups" in told.text
    asked = await cast.say(group["Ana"], "help", group.world.announcements, topic="points")
    assert asked.text.splitlines()[1:] == told.text.splitlines()[1:]


async def test_a_group_for_adults_asks_and_goes_on_to_the_rules(group):
    await group.set_up(adults_only=True)
    await group.start()
    asked = await knock(group, "Ana")
    assert "Are you 18 or older?" in asked.text
    assert not may_enter(group, "Ana")
    rules = await cast.press(group["Ana"], ADULT, on=asked.message)
    inside = await cast.press(group["Ana"], "I agree", on=rules.message)
    assert "You're in" in inside.text
    assert "You're in" in (await knock(group, "Ana")).text, "nobody is asked twice"


async def test_somebody_young_gets_kind_words_and_a_line_and_nothing_is_kept(group):
    await group.set_up(adults_only=True)
    await group.start()
    asked = await knock(group, "Ana")
    answer = await cast.press(group["Ana"], "No", on=asked.message)
    assert answer.private
    assert "You did nothing wrong" in answer.text
    assert "999" in answer.text
    assert "findahelpline.com" in answer.text
    assert not may_enter(group, "Ana")
    notice = await cast.say(group["Ana"], "privacy notice", group.world.announcements)
    assert "Nothing at all." in notice.text


async def test_a_name_chosen_at_the_door_stands_on_the_cards(evening):
    group = await evening("Ben", "Chi", "Esi")
    inside = await agree(group, "Ana")
    assert "On the cards you are Ana." in inside.text
    form = await cast.press(group["Ana"], "Choose another name", on=inside.message)
    renamed = await cast.fill(group["Ana"], form, "Blue Heron")
    assert "On the cards you are Blue Heron." in renamed.text
    assert "Here's the room" in renamed.text, "the way in stays in sight"
    await group.go_to("check_in")
    await group.lead("Next speaker")
    await group.wait(2)
    seen = group.words + (await group.console()).text
    assert "Ana" not in seen


async def test_whoever_chooses_the_facilitators_name_is_told_apart_from_them(evening):
    group = await evening("Ben")
    inside = await agree(group, "Ana")
    form = await cast.press(group["Ana"], "Choose another name", on=inside.message)
    renamed = await cast.fill(group["Ana"], form, "fran")
    assert renamed.private
    assert "On the cards you are fran 2." in renamed.text
    await group.wait(2)
    assert "You are fran 2 here." in (await group.press("Ana", "My options")).text


async def test_the_chosen_name_is_there_at_the_next_door(evening):
    group = await evening()
    inside = await agree(group, "Ana")
    form = await cast.press(group["Ana"], "Choose another name", on=inside.message)
    await cast.fill(group["Ana"], form, "Blue Heron")
    await group.go_to("welcome")
    await group.end()
    await group.start()
    again = await knock(group, "Ana")
    assert "On the cards you are Blue Heron." in again.text


async def test_whoever_comes_after_the_check_in_gets_four_lines_and_no_turn_in_it(evening):
    group = await evening("Ben", "Chi", "Esi", stage="discussion")
    inside = await agree(group, "Ana")
    late = inside.text.partition("Where we are")[2]
    assert "Now: Discussion." in late
    assert "There's no set topic." in late
    assert "Raise hand to speak" in late
    assert "You don't have to check in." in late


async def test_the_door_folds_when_the_meeting_is_over(evening):
    group = await evening("Ana", stage="welcome", title="A quiet hour")
    door = group.door("Ben")
    await group.end()
    folded = [one for one in group.seen("Ben") if one.id == door.id]
    shown = plain(folded[0].components)
    assert "A quiet hour is over for today" in shown.text
    assert shown.buttons == ()


async def test_the_door_of_an_evening_nobody_began_says_so_and_the_organisers_hear_of_it(group):
    await group.start(title="A quiet hour")
    door = group.door("Ben")
    await group.come("Ana")
    await group.wait(25 * 60)
    [folded] = [one for one in group.seen("Ben") if one.id == door.id]
    assert "A quiet hour didn't begin today" in plain(folded.components).text
    seen = group.seen("Olu", group.world.organisers.id)
    told = [plain(one.components).text for one in seen if not one.ephemeral]
    assert sum("nobody was there to lead it" in one for one in told) == 1


async def test_a_discreet_server_says_nowhere_what_the_meeting_is(group):
    await group.set_up(discreet=True)
    await group.start(title="Sober Tuesday")
    door = plain(group.door("Ana").components).text
    assert "Sober" not in door
    assert "Sober" not in group.room.name
