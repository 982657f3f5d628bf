"""What somebody told whoever leads counts for more than how it was told, and by whom."""

import pytest

from bot.domain.prompts.situation_note import need_heard
from bot.services.support.hearing import heard

TOLD = (
    "new guy told me privately he used last night and is scared people will ask",
    "new guy told me privately he drank last night",
    "a new girl whispered to me she used yesterday",
    "she messaged me before the meeting that she slipped, and doesn't want anyone to know",
    "he DM'd me he relapsed and is ashamed",
    "someone came up to me before we started and said he'd used",
    "newcomer told me in private he picked up again and is afraid the others will judge him",
    "one of the lads told me on the quiet he had a drink last night",
    "she told me she drank on saturday and is embarrassed",
    "he texted me that he's slipped and he's scared to say it",
    "a member messaged me privately she smoked again last night",
    "he pulled me aside and said he used on friday",
    "she took me aside and told me she'd relapsed",
    "he confided in me that he's been drinking again",
    "woman told me in confidence she used last weekend",
    "guy says to me privately he shot up last night and he's terrified they'll find out",
    "new guy used last night",
    "told me he used last night",
    "told me privately he used last night",
    "he used last night and is scared people will ask",
    "a lass rang me before the meeting in tears, she'd had a drink",
    "my newest member told me he smoked crack last night and feels ashamed",
    "he told me before group that he gambled last night",
    "she let me know she'd bet again and doesn't want to say",
    "he told me he slipped up and is afraid to tell the group",
    "someone told me they relapsed last week but hasn't told the group",
    "newbie whispered that she drank before coming and is scared",
    "new man told me he had used and he's worried what people will think",
    "new woman privately told me she drank last night and she's scared the group will ask",
    "new person DMed me: used last night, scared of questions",
    "the new lad told me he'd had a few pints last night and doesn't want the others to know",
    "a bloke told me quietly he fell off the wagon",
    "chap messaged to say he'd lapsed and was mortified",
    "she emailed me that she's had a slip and can't face everyone",
    "he rang me, he's relapsed, he's frightened of being judged",
    "someone wrote to me privately that she used after 90 days",
    "he told me alone that he used after two years clean",
    "told me after the meeting she drank all weekend",
    "she said to me quietly she'd used, please don't tell",
    "he asked me not to tell anyone he used last night",
    "he used last night, told only me",
    "a guy in the group privately admitted he relapsed",
    "admitted to me he drank on the way home last week",
    "she admitted in a private message she's using again",
    "he sent me a private message saying he drank",
    "dm from a member: i drank last night, i'm so ashamed",
    "private message: i slipped",
    "someone private messaged me they used yesterday",
    "guy told me he smoked weed last night and he's nervous about sharing",
    "he told me he picked up on sunday and is dreading the check-in",
    "new girl told me she'd used pills last night and is frightened somebody will ask",
    "mate told me on the side he'd had a drink and was ashamed",
    "she slipped and told me privately",
    "he relapsed and only told me",
    "he came to me before the meeting, used last night, scared to share",
    "the new fella whispered to me he'd drunk last night",
    "she's scared they'll ask, she used last night",
    "someone told me they drank last night and they don't want to say it out loud",
    "someone's scared to tell the group they slipped",
    "new guy told me he vaped again last night",
    "new guy took something last night and told me",
    "the new chap told me in private that he drank, and he's frightened of being asked",
    "she texted before the call: drank last night, mortified",
    "he told me on the phone he used on tuesday and can't face the others",
    "a woman in our group emailed me that she lapsed and feels sick about it",
    "somebody told me in a dm they used over the holidays",
    "one of our regulars took me to one side, he's had a drink",
    "he said to me on the way in he'd had a smoke last night",
    "she told me she'd gone back on the gear and begged me not to say",
    "he told me he'd gone and had a bet",
    "an older guy called me and said he drank after eleven years",
    "young lad rang me crying, he'd used",
    "member told me before the meeting he relapsed yesterday and is ashamed",
    "she told me beforehand that she slipped and is worried they'll judge",
    "he told me after group last week he's been using the whole time",
    "got a message from a member, she drank on sunday",
    "i got a private message that he used",
    "she messaged me in the meeting: i drank yesterday, please don't call on me",
    "new woman said to me quietly that she picked up last night",
    "he's told me he used but hasn't told the group",
    "she's told me about her slip but not the others",
    "he trusted me with it: used last weekend",
    "he opened up to me about a relapse",
    "she shared with me alone that she used",
)
OF_A_LAPSE = {"lapse-told", "used-this-morning"}
OF_SOMETHING_ELSE = (
    ("she told me privately that he keeps messaging her at night", "unwanted-advances"),
    ("she told me he's hitting on the new women", "unwanted-advances"),
    ("he sent her a private message that he likes her", "unwanted-advances"),
    ("he messaged me that he wants to die", "wants-to-die"),
    ("he told me he used last night and he has pills ready to end it", "wants-to-die"),
    ("she told me he hit her after he drank last night", "partner-hits"),
    ("told me she's pregnant and drank last night", "pregnant"),
    ("a member told me her son relapsed", "son-or-daughter-uses"),
    ("he told me he wants to use tonight", "craving-right-now"),
    ("i used last night and i lead tonight", "i-lapsed"),
)
UNTOLD = (
    "it all went to pot",
    "it all went wrong",
    "Well, it all went horribly wrong!",
    "it went badly",
    "everything fell apart tonight",
    "tonight was a disaster",
    "it's all gone pear-shaped",
    "the evening went tits up",
    "it all went south",
    "it was a complete shambles",
)


def _first(lookup, said):
    found = lookup.notes(said, need_heard(heard(said)))
    return next((one.id for one in (found.note, *found.perhaps) if one), None)


@pytest.mark.parametrize("said", TOLD)
def test_a_slip_that_was_told_in_private_is_heard_as_a_slip(lookup, said):
    assert _first(lookup, said) in OF_A_LAPSE


@pytest.mark.parametrize(("said", "note"), OF_SOMETHING_ELSE)
def test_something_else_that_was_told_in_private_is_heard_as_that(lookup, said, note):
    assert _first(lookup, said) == note


@pytest.mark.parametrize(
    "said", ["he told me he used to drink", "told me he hasn't used in a month"]
)
def test_who_did_not_slip_is_not_taken_for_one_who_did(lookup, said):
    assert _first(lookup, said) not in OF_A_LAPSE


@pytest.mark.parametrize("said", UNTOLD)
def test_where_only_that_it_went_wrong_was_said_no_note_is_offered(lookup, said):
    assert _first(lookup, said) is None


def test_where_what_went_wrong_was_said_a_note_is_offered(lookup):
    assert _first(lookup, "things went off the rails") == "lapse-told"
    assert _first(lookup, "he fell apart at the funeral") is not None
