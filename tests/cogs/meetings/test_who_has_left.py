"""Who has left the voice room is counted as here no more, on no card, and their turn waits."""

from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain
from tests.cogs.meetings.test_summary import sums

STAY, GO = ("Ana", "Ben", "Chi", "Dmitri"), ("Esi", "Farid", "Greta", "Hana")
LEFT = "left: Esi, Farid, Greta, Hana"


async def _half_left(group):
    """Everyone came; four leave the voice room again before it begins."""
    await group.start()
    await group.come("Fran", *STAY, *GO)
    for name in GO:
        await cast.go_out(group[name])
    await group.wait(2)


async def test_before_it_begins_card_and_console_count_who_is_there(group):
    await _half_left(group)
    assert "5 people are here." in group.words
    assert [name for name in GO if name in group.words] == []
    told = (await group.console()).text
    assert f"5 people here · 5 in the voice room · {LEFT}" in told


async def test_in_the_round_nobody_waits_for_them_and_what_is_over_is_taken_away(group):
    await _half_left(group)
    await group.go_to("check_in")
    await group.wait(90)
    told = (await group.console()).text
    assert "Come back at the end" not in told
    assert f"{LEFT} (if they come back, they still get a turn)" in told
    while name := group.floor:
        await group.press(name, "I've finished")
        await group.wait(2)
    done = await group.console()
    assert "this round's question" not in done.text
    assert plain(group.card().components).buttons[:2] == ("Come back to me", "Type instead")


async def test_who_comes_back_gets_a_turn(group):
    await _half_left(group)
    await group.go_to("check_in")
    await group.wait(90)
    await cast.come_in(group["Esi"], group.room)
    await group.wait(2)
    told = (await group.console()).text
    assert "6 people here · left: Farid, Greta, Hana" in told
    assert "Comes back at the end of the round: Esi" in told


async def test_who_left_the_call_and_presses_something_since_is_here(group):
    await _half_left(group)
    await group.go_to("discussion")
    await group.press("Esi", "Raise hand")
    await group.wait(2)
    assert "6 people here · left: Farid, Greta, Hana" in (await group.console()).text


async def test_at_the_end_who_left_before_it_began_did_not_come(group):
    await group.start()
    await group.come("Fran", *STAY, *GO)
    for name in GO[1:]:
        await cast.go_out(group[name])
    await group.wait(2)
    await group.go_to("discussion")
    await cast.go_out(group["Esi"])
    await group.go_to("close")
    await group.end()
    await group.wait(30)
    (told,) = sums(group, "Fran")
    assert "5 people came, besides those who led" in told
    assert "5 were there and had no turn" in told
