"""What a question or a talk is about, and the everyday words that point to it."""

import re
from enum import StrEnum
from itertools import pairwise

from bot.domain.folding import fold


class Theme(StrEnum):
    """The themes of product.md §5."""

    AMBIVALENCE = "ambivalence"
    VALUES = "values"
    GOALS = "goals"
    CONFIDENCE = "confidence"
    IMPORTANCE = "importance"
    TRIGGERS = "triggers"
    CRAVINGS = "cravings"
    PLANNING = "planning"
    SAYING_NO = "saying_no"
    SOCIAL_PRESSURE = "social_pressure"
    BOREDOM = "boredom"
    STRESS = "stress"
    SLEEP = "sleep"
    ANGER = "anger"
    ANXIETY = "anxiety"
    LOW_MOOD = "low_mood"
    SHAME = "shame"
    LONELINESS = "loneliness"
    GRIEF = "grief"
    BELIEFS = "beliefs"
    SELF_TALK = "self_talk"
    ACCEPTANCE = "acceptance"
    PERFECTIONISM = "perfectionism"
    PROBLEM_SOLVING = "problem_solving"
    FAMILY = "family"
    PARTNER = "partner"
    FRIENDS = "friends"
    WORK = "work"
    MONEY = "money"
    CELEBRATIONS = "celebrations"
    WEEKENDS = "weekends"
    TRAVEL = "travel"
    PAIN_AND_HEALTH = "pain_and_health"
    MEDICATION_AND_THERAPY = "medication_and_therapy"
    ROUTINE = "routine"
    JOY = "joy"
    INTERESTS = "interests"
    PURPOSE = "purpose"
    COMMUNITY = "community"
    HONESTY = "honesty"
    TRUST_REPAIR = "trust_repair"
    LAPSE_LEARNING = "lapse_learning"
    FIRST_MEETING = "first_meeting"
    SILENCE_AND_TENSION = "silence_and_tension"
    LONG_TERM = "long_term"
    GAMBLING = "gambling"
    FOOD = "food"
    SCREENS = "screens"
    NICOTINE = "nicotine"
    ALCOHOL = "alcohol"
    CANNABIS = "cannabis"
    OPIOIDS = "opioids"
    STIMULANTS = "stimulants"


_CUES: dict[Theme, str] = {
    Theme.AMBIVALENCE: "ambivalent torn unsure undecided mixed doubt",
    Theme.VALUES: "value matter principle",
    Theme.GOALS: "goal aim target dream",
    Theme.CONFIDENCE: "confident confidence able believe sure",
    Theme.IMPORTANCE: "importance important priority",
    Theme.TRIGGERS: "trigger cue pub bar situation reminder",
    Theme.CRAVINGS: "craving crave urge pull tempted temptation",
    Theme.PLANNING: "plan prepare preparation ahead",
    Theme.SAYING_NO: "refuse refusal decline offered say-no saying-no",
    Theme.SOCIAL_PRESSURE: "pressure peer offered mates party",
    Theme.BOREDOM: "bored boredom empty dull",
    Theme.STRESS: "stress stressed pressure overwhelmed busy",
    Theme.SLEEP: "sleep asleep insomnia tired awake",
    Theme.ANGER: "angry anger rage fury resentment argument",
    Theme.ANXIETY: "anxiety anxious worry worried panic nervous fear afraid",
    Theme.LOW_MOOD: "mood depressed depression low sad hopeless",
    Theme.SHAME: "shame ashamed guilt guilty embarrassed awful",
    Theme.LONELINESS: "lonely loneliness alone isolated",
    Theme.GRIEF: "grief grieving loss lost death died bereaved funeral",
    Theme.BELIEFS: "belief believe thought thinking assumption",
    Theme.SELF_TALK: "self-talk talk voice critic inner",
    Theme.ACCEPTANCE: "accept acceptance kindness",
    Theme.PERFECTIONISM: "perfect perfectionism mistake standard",
    Theme.PROBLEM_SOLVING: "problem solve solution stuck",
    Theme.FAMILY: "family mother father parent mum mom dad sister brother child kids son daughter",
    Theme.PARTNER: "partner husband wife girlfriend boyfriend marriage relationship",
    Theme.FRIENDS: "friend friendship mates",
    Theme.WORK: "work job boss colleague office shift",
    Theme.MONEY: "money debt bill rent spending payday",
    Theme.CELEBRATIONS: "celebration party wedding birthday holiday christmas",
    Theme.WEEKENDS: "weekend friday saturday sunday",
    Theme.TRAVEL: "travel trip flight hotel holiday journey",
    Theme.PAIN_AND_HEALTH: "pain health ill illness body doctor hurt",
    Theme.MEDICATION_AND_THERAPY: "medication medicine therapy therapist counsellor treatment",
    Theme.ROUTINE: "routine habit morning structure",
    Theme.JOY: "joy fun happy pleasure laugh",
    Theme.INTERESTS: "interest hobby music sport reading",
    Theme.PURPOSE: "purpose meaning meaningless",
    Theme.COMMUNITY: "community group neighbour belong volunteer",
    Theme.HONESTY: "honest honesty truth lie lying secret hiding",
    Theme.TRUST_REPAIR: "trust repair promise forgive apology amends",
    Theme.LAPSE_LEARNING: "lapse relapse slip slipped",
    Theme.FIRST_MEETING: "newcomer new nervous",
    Theme.SILENCE_AND_TENSION: "silence silent tension tears crying cried quarrel interrupts",
    Theme.LONG_TERM: "years long-term maintenance future",
    Theme.GAMBLING: "gambling gamble bet betting casino slots",
    Theme.FOOD: "food eating eat binge meal",
    Theme.SCREENS: "screen phone scrolling gaming internet online",
    Theme.NICOTINE: "nicotine smoking cigarette vape tobacco",
    Theme.ALCOHOL: "alcohol drink drinking wine beer pub bar",
    Theme.CANNABIS: "cannabis weed marijuana joint",
    Theme.OPIOIDS: "opioid heroin painkiller fentanyl methadone",
    Theme.STIMULANTS: "stimulant cocaine speed meth amphetamine crack",
}

_WORD = re.compile(r"[a-z][a-z'-]*")
_ENDINGS = ("ings", "ing", "edly", "ies", "ied", "ed", "es", "s", "y", "e")
_SHORTEST_STEM = 3


def words_in(text: str) -> tuple[str, ...]:
    """Give the words of a text, lower case, without numbers and marks."""
    return tuple(_WORD.findall(fold(text)))


def stem(word: str) -> str:
    """Cut the commonest endings off, so that `worried` meets `worry`; rough on purpose."""
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST_STEM:
            return rest
    return word


_TOO_COMMON = frozenset(
    stem(word)
    for word in [
        "and",
        "self",
        "first",
        "term",
        "repair",
        "learning",
        "talk",
        "long",
        "say",
        "no",
        "meeting",
    ]
)

_STEMS: dict[Theme, frozenset[str]] = {
    theme: frozenset(stem(word) for word in f"{theme.replace('_', ' ')} {cues}".split())
    - _TOO_COMMON
    for theme, cues in _CUES.items()
}


def themes_in(text: str | None) -> frozenset[Theme]:
    """Name the themes that somebody's own words point to; none is as good an answer as any."""
    words = words_in(text or "")
    pairs = (f"{one}-{other}" for one, other in pairwise(words))
    stems = {stem(word) for word in (*words, *pairs)}
    return frozenset(theme for theme, known in _STEMS.items() if stems & known)
