"""`My options` and `Private help`: what is for one person alone."""

from bot.rehearsal import cast

FOUR = ("Ana", "Ben", "Chi", "Esi")


async def test_my_options_opens_the_console_for_who_leads_and_ones_own_for_others(evening):
    group = await evening(*FOUR, stage="welcome")
    assert "Next stage" in str((await group.press("Fran", "My options")).shown.buttons)
    mine = await group.press("Ana", "My options")
    assert mine.private
    assert "You are Ana here." in mine.text
    assert "Only you can see this" not in mine.text, "Discord says so below each private answer"
    assert "Next stage" not in str(mine.shown)


async def test_listening_from_now_on_means_not_being_called_on(evening):
    group = await evening(*FOUR, stage="check_in")
    mine = await group.press("Ana", "My options")
    changed = await cast.choose(group["Ana"], "How I take part", "Just listening", on=mine.message)
    assert "OK. Nobody will call on you." in changed.text
    await group.wait(2)
    assert "next Ben" in group.words
    back = await cast.choose(group["Ana"], "How I take part", "Typing", on=changed.message)
    assert "Write your turn with Type instead" in back.text
    await group.wait(2)
    assert "Ana" in group.words


async def test_what_is_happening_now_says_stage_topic_rule_and_turn(evening):
    group = await evening(*FOUR, stage="check_in")
    now = await group.options("Ben", "What is happening now?")
    assert now.private
    assert "Now: Check-in." in now.text
    assert "One person speaks at a time." in now.text
    assert "Your turn comes in order." in now.text
    assert "Nobody has to speak." in now.text
    back = await cast.press(group["Ben"], "My options", on=now.message)
    assert "You are Ben here." in back.text


async def test_larger_text_is_the_card_once_more_and_follows_it(evening):
    group = await evening(*FOUR, stage="check_in")
    larger = await group.options("Ana", "Larger text")
    assert larger.private
    assert "Fran (leads) has the floor" in larger.text
    headings = [one for one in str(larger.message.components).split("\\n") if one]
    assert all("## " in one for one in headings)
    await group.press("Fran", "I've finished")
    again = await cast.press(group["Ana"], "Refresh", on=larger.message)
    assert "Ana has the floor" in again.text


async def test_leaving_takes_nobodys_leave_and_one_press_brings_back(evening):
    group = await evening(*FOUR, stage="check_in")
    left = await group.options("Ana", "Leave")
    assert left.text.count("You've left") == 1
    await group.wait(2)
    assert "next Ben, then Chi · 1 more" in group.words
    assert "Join" in left.shown.buttons
    back = await cast.press(group["Ana"], "Join", on=left.message)
    assert "You're in" in back.text
    await group.wait(2)
    assert "next Ben, then Chi · 2 more" in group.words, "whoever comes back comes last"


async def test_a_newcomer_is_not_among_the_first_unless_they_ask(evening):
    group = await evening(*FOUR, "Farid", stage="welcome")
    await group.end()
    await group.start()
    await group.come("Hana", "Fran", *FOUR, "Farid")
    mine = await group.press("Hana", "My options")
    assert "you won't be asked to go first" in mine.text
    await group.go_to("check_in")
    assert "Hana" not in group.words


async def test_a_newcomer_who_asks_takes_their_place(evening):
    group = await evening(*FOUR, "Farid", stage="welcome")
    await group.end()
    await group.start()
    await group.come("Hana", "Fran", *FOUR, "Farid")
    early = await group.options("Hana", "I'd like to speak early")
    assert "You're in the order like everyone else." in early.text
    await group.go_to("check_in")
    assert "next Hana" in group.words


async def test_somebody_with_the_role_takes_over_from_who_has_been_away(evening):
    group = await evening(*FOUR, stage="welcome")
    group.newly_in_the_server("Ivy", group.world.facilitators)
    await group.come("Ivy")
    assert not cast.sees(group["Ivy"], "Take over")
    await cast.go_out(group["Fran"])
    await group.wait(4 * 60)
    assert "The facilitator seems to be away." in group.words
    console = await group.options("Ivy", "Take over")
    assert "You're leading the evening now." in console.text
    assert "Next stage · Check-in" in console.shown.buttons
    await group.wait(2)
    assert "Ivy is our facilitator today." in group.words
    assert "Take over" not in (await group.press("Ana", "My options")).shown.buttons


async def test_private_help_shows_numbers_first_and_tells_nobody(evening):
    group = await evening(*FOUR, stage="welcome")
    before = group.words
    answer = await group.press("Ana", "Private help")
    assert answer.private
    first = "United Kingdom: if anyone is in danger, call 999 / 112."
    assert answer.text.splitlines()[1] == first
    assert "Samaritans" in answer.text
    assert "only those who lead see it: Fran." in answer.text
    assert "Nobody is told anything unless you choose it." in answer.text
    await group.wait(2)
    assert group.words == before
    asked = await cast.press(group["Ana"], "Another country", on=answer.message)
    other = await cast.choose(group["Ana"], "Countries A to N", "Australia", on=asked.message)
    assert other.text.splitlines()[1].endswith("call 000.")
    again = await group.press("Ana", "Private help")
    assert "Australia: if anyone" in again.text, "chosen for the evening"
    assert "999" in (await group.press("Ben", "Private help")).text, "not for anybody else"
    how = await cast.press(group["Ana"], "How this works", on=other.message)
    assert "Nobody keeps count of days." in how.text
    await cast.press(group["Ana"], "Private help", on=how.message)


async def test_the_only_facilitator_is_not_told_that_they_tell_themselves(evening):
    group = await evening(*FOUR, stage="welcome")
    alone = await group.press("Fran", "Private help")
    assert "You're leading this evening, so nobody else here would see a request." in alone.text
    assert "Ask the facilitator for a private word" not in alone.shown.buttons
    await group.wait(2)
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group["Fran"], "Choose a person", "Ana", on=chooser.message)
    helped = await group.press("Fran", "Private help")
    assert "only those who lead see it: Ana." in helped.text
    sent = await cast.press(
        group["Fran"], "Ask the facilitator for a private word", on=helped.message
    )
    assert "Ana has your request." in sent.text
