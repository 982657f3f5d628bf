"""The evenings that come with the bot."""

import pytest

from bot.content import templates
from bot.content.source import names_in, text_of

PROMISED = {
    "standard-90": [5, 18, 4, 24, 20, 14, 5],
    "standard-60": [4, 12, 3, 16, 12, 9, 4],
    "newcomers-45": [5, 12, 11, 8, 7, 2],
}


def test_the_three_evenings_have_the_minutes_of_the_product() -> None:
    loaded = {name: [s.minutes for s in t.stages] for name, t in templates.load().items()}
    assert loaded == PROMISED
    assert list(loaded) == list(PROMISED)


def test_a_file_is_named_after_its_evening() -> None:
    names = {f"templates/{name}.toml" for name in templates.load()}
    assert names == set(names_in("templates"))


def test_evenings_are_read_once() -> None:
    assert templates.load() is templates.load()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("minutes = 60", "minutes = 61", "template.sum '60'"),
        ('key = "check_out"', 'key = "goodbye"', "goodbye"),
        ("minutes = 60", "minutes = 60\ncolour = 3", "template.field.unknown"),
        ("minutes = 60", "minutes = ", "not_toml"),
    ],
)
def test_a_mistake_in_a_file_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        templates.parse(text_of("templates/standard-60.toml").replace(old, new))
