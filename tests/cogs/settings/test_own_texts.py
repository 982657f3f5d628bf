"""`/setup texts`: the group's own words; each form opens with what members see now."""

from bot.domain.ids import GuildId
from bot.domain.server.server import Texts
from bot.rehearsal import cast
from tests.cogs.settings.test_setup import setup

TEXTS = ("Ground rules", "Opening, closing and more")


async def test_the_groups_own_words_are_shown_as_members_see_them(group):
    answer = await setup(group, "texts")
    assert "What people say here stays here" in answer.text
    assert answer.shown.buttons == TEXTS

    form = await cast.press(group.world.organiser, TEXTS[1], on=answer.message)
    words = {"Opening words": "Hello from the Tuesday group.", "Who to write to": "Olu"}
    saved = await cast.fill(group.world.organiser, form, words)
    assert "Saved" in saved.text
    assert "Hello from the Tuesday group." in saved.text


def in_form(form: cast.Answer) -> dict[str, str]:
    """Give what stands in the fields of a form when it opens: Discord sends it back so."""
    assert form.form is not None
    fields = cast.fields_of(form.form)
    return {name: str(one.get("value") or "") for name, one in fields.items()}


async def test_the_forms_open_with_the_words_that_members_see(group):
    olu, answer = group.world.organiser, await setup(group, "texts")
    rules, used = in_form(await cast.press(olu, TEXTS[0], on=answer.message)).values()
    assert rules.startswith("• What people say here stays here.")
    assert "Used today" not in rules
    assert used == "You're welcome to stay and listen."
    opening, closing, audience, contact = in_form(
        await cast.press(olu, TEXTS[1], on=answer.message)
    ).values()
    assert opening.startswith("Hello, and welcome.")
    assert closing.startswith("Thank you for coming")
    assert (audience, contact) == ("", "")


async def test_a_form_that_is_sent_as_it_opened_changes_nothing(group):
    answer = await setup(group, "texts")
    for page in TEXTS:
        form = await cast.press(group.world.organiser, page, on=answer.message)
        saved = await cast.fill(group.world.organiser, form, in_form(form))
        assert "Saved. This is what members see now." in saved.text
    kept = await group.bot.services.setup.get(GuildId(group.world.guild.id))
    assert kept.texts == Texts()


async def test_one_line_of_our_rules_is_changed_in_the_form(group):
    answer = await setup(group, "texts")
    form = await cast.press(group.world.organiser, TEXTS[0], on=answer.message)
    rules = in_form(form)["rules"] + "\n• No phones."
    saved = await cast.fill(group.world.organiser, form, in_form(form) | {"rules": rules})
    assert "Please don't record." in saved.text
    assert "• No phones." in saved.text
    assert "If you've used today: You're welcome to stay and listen." in saved.text
    again = await cast.press(group.world.organiser, TEXTS[0], on=saved.message)
    assert in_form(again) == {
        "rules": rules,
        "used_today": "You're welcome to stay and listen.",
    }


async def test_the_groups_own_opening_stands_in_the_welcome(group):
    answer = await setup(group, "texts")
    form = await cast.press(group.world.organiser, TEXTS[1], on=answer.message)
    await cast.fill(group.world.organiser, form, {"Opening words": "Hello from all of us."})
    await group.start()
    await group.come("Fran", "Ben")
    await group.go_to("welcome")
    assert "Hello from all of us." in group.words
    assert "Hello from all of us." in (await group.console()).text


async def test_new_ground_rules_ask_everybody_again(evening):
    group = await evening("Ana")
    assert "You're in" in (await cast.press(group["Ana"], "Join", on=group.door("Ana"))).text

    answer = await setup(group, "texts")
    form = await cast.press(group.world.organiser, TEXTS[0], on=answer.message)
    rules = {"Ground rules": "Be kind. Keep it here.", "If someone": "Stay and listen."}
    saved = await cast.fill(group.world.organiser, form, rules)
    assert "everyone is asked once more" in saved.text

    asked = await cast.press(group["Ana"], "Join", on=group.door("Ana"))
    assert "Be kind. Keep it here." in asked.text
    assert "I agree" in asked.shown.buttons
    agreed = await cast.press(group["Ana"], "I agree", on=asked.message)
    assert "You're in" in agreed.text
