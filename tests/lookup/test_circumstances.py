"""What somebody's words tell of: how it went, whose it is, and what was not said at all."""

import pytest

from bot.domain.prompts.circumstance import Circumstance, circumstances_in

TOLD = (
    ("he didn't drink at the wedding", "success", "lapse"),
    ("went the whole weekend without using", "success", "lapse"),
    ("she said no to a line on friday", "success", "lapse"),
    ("made it through christmas dry", "success", "lapse"),
    ("30 days today and everyone clapped", "success", "lapse"),
    ("she nearly used but rang me instead", "urge", "lapse"),
    ("he almost slipped on saturday", "urge", "lapse"),
    ("scared he'll relapse when his mum visits", "", "lapse"),
    ("first drink in two years last night", "lapse", "success"),
    ("he drank again", "lapse", "success"),
    ("fell off the wagon at the match", "lapse", "success"),
    ("used twice this week", "lapse", "success"),
    ("had a few cans and hates himself for it", "lapse low", "success"),
    ("put her whole wage on the horses", "lapse", ""),
    ("back on the gear since his nan died", "lapse loss", "success"),
    ("he's not slipping, he's just tired", "", "lapse"),
    ("good news, she got the flat", "success", "lapse"),
    ("passed her driving test, wants to shout about it", "success", "lapse"),
    ("six months tomorrow", "success", "lapse"),
    ("her boyfriend uses and she doesn't", "someone_else", ""),
    ("his dad's an alcoholic and he worries", "someone_else", ""),
    ("my daughter is on heroin", "someone_else", ""),
    ("she's here for her husband", "someone_else", ""),
    ("found his lad's stash", "someone_else", ""),
    ("two of them are having a row", "room", ""),
    ("no one is talking", "room", ""),
    ("same person goes on and on every week", "room", ""),
    ("they all give advice", "room", ""),
    ("i'm running the meeting and i used last night", "facilitator lapse", ""),
    ("i'm leading tonight and feel like a fraud", "facilitator", ""),
    ("he wants to drink less, not stop", "cutting_down", "lapse"),
    ("she smokes every night and isn't stopping", "using", "success"),
    ("his probation officer sent him", "no_change", ""),
    ("only came because the judge said so", "no_change", ""),
    ("turned up high again", "under_the_influence", ""),
    ("she's off her face on camera", "under_the_influence", ""),
    ("shaking and sweating since she stopped yesterday", "withdrawal", ""),
    ("partner hits her when he drinks", "violence", ""),
    ("he isn't violent any more", "", "violence"),
    ("told us he was abused as a kid", "trauma", ""),
    ("new here, doesn't know what to say", "first_time", ""),
    ("haven't seen her since march and here she is", "back_again", ""),
    ("he plans to quit on monday", "plan", ""),
    ("clean bill of health from the doctor", "", "abstinent"),
    ("cleaned the house all weekend", "", "abstinent lapse"),
    ("binge watching telly to cope", "", "lapse"),
    ("she's high on life since the baby", "", "under_the_influence"),
    ("his break at work is the danger", "", "lapse"),
    ("misses his mates", "", "loss"),
    ("she told me privately she'd used", "confided lapse", ""),
    ("told me he used to drink", "confided", "lapse"),
    ("told me before the meeting that he relapsed", "confided lapse", ""),
    ("told us all he slipped", "", "confided"),
    ("back pain keeps him up", "illness", "back_again lapse"),
)
"""Words, what they tell of, and what they must not be taken for."""


@pytest.mark.parametrize(("words", "told", "never"), TOLD)
def test_a_success_a_lapse_and_whom_it_is_about_are_told_apart(words, told, never):
    found = circumstances_in(words)
    assert {Circumstance(one) for one in told.split()} <= found
    assert not {Circumstance(one) for one in never.split()} & found


def test_in_a_language_without_rules_nothing_is_taken_as_told():
    assert circumstances_in("er hat wieder getrunken", "de") == frozenset()


def test_every_circumstance_can_be_told():
    told = {Circumstance(one) for _, words, _ in TOLD for one in words.split()}
    rest = "wife kids mum mates job, it is over, tablets, quit drinking, skint, wants out, alone"
    assert told | circumstances_in(rest) | {Circumstance.AHEAD} == set(Circumstance)
