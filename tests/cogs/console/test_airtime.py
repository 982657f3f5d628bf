"""How long turns took is shown to whoever leads, to nobody else, and is gone with the meeting."""

from bot.rehearsal.plain_text import plain


async def test_whoever_leads_sees_how_long_turns_took_and_nobody_else_does(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    first = group.floor
    await group.wait(125)
    await group.lead("Next speaker")
    await group.wait(2)
    second = group.floor
    await group.wait(65)
    assert "Longest turns" not in (await group.console()).text, "in a round they can do nothing"
    await group.go_to("discussion")
    told = (await group.console()).text
    assert f"Longest turns in the rounds so far: {first} 2:" in told
    assert f" · {second} 1:" in told
    assert "Those who've said least may like to go first" in told
    seen = [plain(one.components).text for name in ("Ana", "Ben") for one in group.seen(name)]
    assert [text for text in seen if "Longest turns" in text] == []
    assert "Longest turns" not in group.words
    await group.end()
    await group.wait(30)
    later = [plain(one.components).text for one in group.seen("Fran") if not one.ephemeral]
    assert [text for text in later if "Longest turns" in text] == []
