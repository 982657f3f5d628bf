"""`When does it fit?`: the lines kept with one of the group's own questions."""

from bot.rehearsal import cast
from tests.cogs.asking_around import SEA, SONG, add, own, prompt


async def test_whoever_adds_a_question_says_when_it_is_wanted_and_reads_it_again(group, restart):
    added = await add(group)
    assert "Tell us when you'd want it" in added.text
    form = await cast.press(group["Fran"], "When does it fit?", on=added.message)
    done = await cast.fill(group["Fran"], form, "stuck in all sunday\n\nshe misses the coast\n")
    assert done.private
    assert "• stuck in all sunday\n• she misses the coast" in done.text
    await restart()
    again = await cast.press(group["Fran"], "When does it fit?", on=done.message)
    assert "she misses the coast" in str(again.form)
    cleared = await cast.fill(group["Fran"], again, "")
    assert "no lines of its own" in cleared.text


async def test_what_a_change_leaves_alone_is_shown_with_it(group):
    added = await add(group)
    form = await cast.press(group["Fran"], "When does it fit?", on=added.message)
    await cast.fill(group["Fran"], form, "stuck in all sunday")
    name = (await own(group))[SEA]
    changed = await prompt(group, "Fran", "edit", prompt=name, text=SONG)
    assert "• stuck in all sunday" in changed.text


async def test_too_many_lines_come_back_to_be_cut(group):
    added = await add(group)
    form = await cast.press(group["Fran"], "When does it fit?", on=added.message)
    typed = "\n".join(f"line {number}" for number in range(13))
    answer = await cast.fill(group["Fran"], form, typed)
    assert "Up to 12 lines, please" in answer.text
    assert "line 12" in answer.text


async def test_what_a_question_takes_for_granted_is_told_and_can_be_waited_for(group):
    added = await add(group, "Which song did you play the morning after the slip?")
    assert "It sounds as if somebody has talked about a lapse." in added.text
    form = await cast.press(group["Fran"], "When does it fit?", on=added.message)
    done = await cast.fill(group["Fran"], form, {"lines": "woke up rough", "only": True})
    assert "only offered when somebody has said so" in done.text
    form = await cast.press(group["Fran"], "When does it fit?", on=done.message)
    done = await cast.fill(group["Fran"], form, {"lines": "woke up rough", "only": False})
    assert "only offered when" not in done.text


async def test_a_form_opened_before_the_question_was_gone_gives_the_words_back(group):
    added = await add(group)
    form = await cast.press(group["Fran"], "When does it fit?", on=added.message)
    guild, (name,) = group.world.guild.id, (await own(group)).values()
    await group.env.bot.services.own_prompts.store.run(lambda tx: tx.prompts.remove(guild, [name]))
    answer = await cast.fill(group["Fran"], form, "stuck in all sunday")
    assert "no such question of its own" in answer.text
    assert "stuck in all sunday" in answer.text
