"""Going on to the next stage: what is asked first, and what is said of the last one."""

from bot.rehearsal import cast


async def test_the_next_stage_asks_once_and_names_all_it_would_cut_short(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="agenda")
    for topic in ("Sleep", "Boredom", "Work"):
        await group.write("Ana", "Suggest a topic", topic)
    await group.go_to("discussion")
    await group.press("Ben", "Raise hand")
    await group.lead("Call next hand")
    await group.press("Chi", "Raise hand")
    asked = await group.lead("Next stage")
    assert asked.text.startswith(
        "1 hand is still up, and going on takes it down. Ben still has the floor. 2 topics haven't "
        "had a turn yet: Back one stage, under More, leads back to them. "
        "Next comes Working together. Go on anyway?"
    )
    assert group.stage == "discussion"
    stayed = await cast.press(group["Fran"], "Back to the console", on=asked.message)
    assert stayed.shown.buttons[0] == "Call next hand · Chi"
    again = await group.lead("Next stage")
    await cast.press(group["Fran"], cast.YES, on=again.message)
    await group.wait(2)
    assert group.stage == "working"
    await group.more("Back one stage")
    await group.wait(2)
    assert group.stage == "discussion"
    asked = await group.lead("Next stage")
    assert asked.text.startswith("2 topics haven't had a turn yet"), "none was lost"
