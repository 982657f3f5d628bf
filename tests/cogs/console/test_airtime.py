"""Whose turns were far longer than others' is shown to who leads alone, while they meet."""

from bot.rehearsal.plain_text import plain


async def test_whoever_leads_sees_who_spoke_far_longer_and_nobody_else_does(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    first = group.floor
    await group.wait(245)
    for _ in range(3):
        await group.lead("Next speaker")
        await group.wait(32)
    assert "Longest turns" not in (await group.console()).text, "in a round they can do nothing"
    await group.go_to("discussion")
    told = (await group.console()).text
    assert f"Longest turns in the rounds so far: {first} 4:" in told
    assert " · " not in told.partition("Longest turns")[2].partition("\n")[0], "nobody else"
    assert "Those who've said least may like to go first" in told
    seen = [plain(one.components).text for name in ("Ana", "Ben") for one in group.seen(name)]
    assert [text for text in seen if "Longest turns" in text] == []
    assert "Longest turns" not in group.words
    await group.end()
    await group.wait(30)
    later = [plain(one.components).text for one in group.seen("Fran") if not one.ephemeral]
    assert [text for text in later if "Longest turns" in text] == []
