"""How phrases of the rules are written, and where they are found."""

import pytest

from bot.domain.support.danger.phrases import Phrases, read_phrase

CLASSES = {"KILL": ["kill", "kills"], "ONESELF": ["myself", "himself"]}


def found(line: str, sentence: str) -> list[str]:
    words = sentence.split()
    places = Phrases([read_phrase("it", line, CLASSES)]).find(words)
    return [" ".join(words[place.start : place.end]) for place in places]


@pytest.mark.parametrize(
    ("line", "sentence", "part"),
    [
        ("kill", "they kill time", "kill"),
        ("KILL ONESELF", "he kills himself", "kills himself"),
        ("end|finish it", "to finish it", "finish it"),
        ("suicid*", "feeling suicidal", "suicidal"),
        ("want to? die", "want to die", "want to die"),
        ("want to? die", "i want die", "want die"),
        ("took ~ pills", "took all the pills", "took all the pills"),
        ("took ~3 pills", "took each of his pills", "took each of his pills"),
        ("end it $", "let us end it", "end it"),
        ("^ fits", "fits again", "fits"),
        ("wake !early", "wake up", "wake"),
        ("-it hits", "he hits", "hits"),
        ("gun + outside", "outside with a gun", "outside with a gun"),
    ],
)
def test_a_phrase_is_found_where_it_stands(line, sentence, part):
    assert found(line, sentence) == [part]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("kill", "skill and kilt"),
        ("suicid*", "suit"),
        ("took ~ pills", "took one of all the pills"),
        ("end it $", "end it well"),
        ("^ fits", "it fits"),
        ("wake !early", "wake early"),
        ("-it hits", "it hits"),
        ("gun + outside", "a gun"),
        ("gun|outside + outside", "outside"),
        ("gun + outside", f"a gun {'and then ' * 20} outside"),
    ],
)
def test_a_phrase_is_found_nowhere_else(line, sentence):
    assert found(line, sentence) == []


@pytest.mark.parametrize("line", ["KNIFE", "to?", "cut-off", "~", "a|b-c"])
def test_a_phrase_that_could_never_be_found_is_refused(line):
    with pytest.raises(ValueError, match=r"word|called"):
        read_phrase("it", line, CLASSES)


def test_the_work_grows_in_step_with_the_sentence():
    counted: list[str] = []

    class Word(str):
        __slots__ = ()

        def __hash__(self) -> int:
            counted.append(self)
            return super().__hash__()

        def __eq__(self, other: object) -> bool:
            return super().__eq__(other)

    phrases = Phrases([read_phrase("it", "took ~4 all ~4 pills !again", CLASSES)])

    def work(length: int) -> int:
        counted.clear()
        phrases.find([Word(word) for word in ["took", "all"] * length])
        return len(counted)

    assert work(400) < 5 * work(100)
