"""The themes that people's own words point to."""

import pytest

from bot.domain.prompts.theme import Theme, stem, themes_in, words_in

T = Theme


@pytest.mark.parametrize(
    ("words", "themes"),
    [
        ("keeps thinking about the pub after work", {T.TRIGGERS, T.WORK, T.ALCOHOL}),
        ("she slipped at the wedding and feels awful", {T.LAPSE_LEARNING, T.CELEBRATIONS, T.SHAME}),
        ("lonely at the weekend", {T.LONELINESS, T.WEEKENDS}),
        ("Angry with my boss", {T.ANGER, T.WORK}),
        ("can't sleep, too worried", {T.SLEEP, T.ANXIETY}),
        ("I\N{RIGHT SINGLE QUOTATION MARK}m bored", {T.BOREDOM}),
        ("low mood", {T.LOW_MOOD}),
        ("pain", {T.PAIN_AND_HEALTH}),
        ("and no", set()),
        ("in the room above the shop", set()),
        ("an awkward silence", {T.SILENCE_AND_TENSION}),
        ("", set()),
        (None, set()),
    ],
)
def test_everyday_words_point_to_themes(words: str | None, themes: set[Theme]) -> None:
    found = themes_in(words)
    assert themes <= found
    assert len(found) <= len(themes) + 1


@pytest.mark.parametrize("theme", list(Theme))
def test_every_theme_is_found_by_its_own_name(theme: Theme) -> None:
    spoken = {T.SAYING_NO: "refusing", T.FIRST_MEETING: "newcomer"}
    assert theme in themes_in(spoken.get(theme, theme.replace("_", " ")))


def test_words_leave_out_numbers_and_marks() -> None:
    assert words_in("Don\N{RIGHT SINGLE QUOTATION MARK}t go, 7 times!") == ("don't", "go", "times")


def test_kindred_words_share_a_stem() -> None:
    assert stem("worried") == stem("worry") == stem("worries")
    assert stem("cravings") == stem("craving") == stem("crave")
    assert stem("use") == "use"
