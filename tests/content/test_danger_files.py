"""The rules by which a danger is heard."""

import re
import tomllib

import pytest

from bot.content import danger
from bot.content.source import names_in, text_of
from bot.text.catalog import languages

LONGEST = 250
RULE = '[[rules]]\nname = "{name}"\nabout = "life"\nlevel = "now"\nphrases = "{phrases}"\n'
TOGETHER = '[[together]]\nsigns = ["{name}"]\nabout = "life"\nlevel = "now"\n'


def test_rules_are_read_once():
    assert danger.load() is danger.load()


def test_every_language_we_speak_has_rules():
    for language in languages():
        assert names_in(f"danger/{language}")


def test_every_class_of_words_is_named_in_a_phrase():
    files = [tomllib.loads(text_of(name)) for name in names_in("danger/en")]
    classes = [name for file in files for name in file.get("classes", {})]
    phrases = [
        *(file.get(kind, "") for file in files for kind in ("figures", "harmless")),
        *(text for file in files for text in file.get("marks", {}).values()),
        *(rule["phrases"] for file in files for rule in file.get("rules", ())),
    ]
    assert len(classes) == len(set(classes))
    assert set(classes) <= set(re.findall(r"[A-Z]+", " ".join(phrases)))


def test_no_file_of_rules_is_longer_than_one_can_read_through():
    lengths = {name: text_of(name).count("\n") for name in names_in("danger/en")}
    assert {name for name, lines in lengths.items() if lines > LONGEST} == set()


def test_health_sentences_and_signs_name_where_they_come_from():
    for name in ("life", "overdose", "withdrawal", "violence", "children"):
        head = text_of(f"danger/en/{name}.toml").partition("[[")[0]
        assert ".org" in head or ".com" in head or ".uk" in head


@pytest.mark.parametrize(
    "text",
    [
        RULE.format(name="one", phrases="UNKNOWN it"),
        RULE.format(name="one", phrases="cut-off"),
        RULE.format(name="one", phrases="maybe?"),
        RULE.format(name="one", phrases="die").replace('"life"', '"love"'),
        RULE.format(name="one", phrases="die") + TOGETHER.format(name="two"),
        "[[rules]]\n",
        "[marks]\nyesteryear = 'ago'\n",
    ],
)
def test_rules_that_could_never_be_used_are_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        danger.parse(text)


def test_signs_beside_one_another_may_say_more():
    rules = danger.parse(
        RULE.format(name="one", phrases="left")
        + RULE.format(name="two", phrases="note").replace('level = "now"\n', "")
        + TOGETHER.format(name="one").replace('["one"]', '["one", "two"]')
    )
    assert {rule.level for rule in rules.rules.values()} == {None, "now"}
    assert rules.together[0].signs == {"one", "two"}
