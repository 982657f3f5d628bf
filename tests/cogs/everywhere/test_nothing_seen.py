"""What is typed so that nobody sees it: refused kindly, and the evening goes on."""

import pytest

from bot.rehearsal import cast

UNSEEN = "\u200b\u3164"
FOUR = ("Ana", "Ben", "Chi", "Esi")


@pytest.mark.parametrize(
    ("stage", "label"),
    [("agenda", "Suggest a topic"), ("discussion", "Type instead"), ("check_in", "Type instead")],
)
async def test_words_of_nothing_are_not_taken(evening, stage, label):
    group = await evening(*FOUR, stage=stage)
    before = group.words
    answer = await group.write("Ana", label, UNSEEN)
    assert answer.private
    assert "Nothing was written" in answer.text
    await group.wait(2)
    assert group.words == before


async def test_a_meeting_is_not_called_nothing(group):
    answer = await group.start(title=UNSEEN)
    assert "needs a name" in answer.text
    assert group.world.voice_room() is None


async def test_the_name_of_nothing_is_the_name_in_the_server(evening):
    group = await evening("Ana")
    form = await group.options("Ana", "Choose another name")
    answer = await cast.fill(group["Ana"], form, UNSEEN)
    assert "Ana" in answer.text
