"""Words of English that point to a theme, by the name of the theme."""

from collections.abc import Mapping

from bot.domain.language.rule_sets import ThemeRules

CUES: Mapping[str, str] = {
    "ambivalence": "ambivalent torn unsure undecided mixed doubt",
    "values": "value matter principle",
    "goals": "goal aim target dream",
    "confidence": "confident confidence able believe sure",
    "importance": "importance important priority",
    "triggers": "trigger cue pub bar situation reminder",
    "cravings": "craving crave urge pull tempted temptation",
    "planning": "plan prepare preparation ahead",
    "saying_no": "refuse refusal decline offered say-no saying-no",
    "social_pressure": "pressure peer offered mates party",
    "boredom": "bored boredom empty dull",
    "stress": "stress stressed pressure overwhelmed busy",
    "sleep": "sleep asleep insomnia tired awake",
    "anger": "angry anger rage fury resentment argument",
    "anxiety": "anxiety anxious worry worried panic nervous fear afraid",
    "low_mood": "mood depressed depression low sad hopeless",
    "shame": "shame ashamed guilt guilty embarrassed awful",
    "loneliness": "lonely loneliness alone isolated",
    "grief": "grief grieving loss lost death died bereaved funeral",
    "beliefs": "belief believe thought thinking assumption",
    "self_talk": "self-talk talk voice critic inner",
    "acceptance": "accept acceptance kindness",
    "perfectionism": "perfect perfectionism mistake standard",
    "problem_solving": "problem solve solution stuck",
    "family": "family mother father parent mum mom dad sister brother child kids son daughter",
    "partner": "partner husband wife girlfriend boyfriend marriage relationship",
    "friends": "friend friendship mates",
    "work": "work job boss colleague office shift",
    "money": "money debt bill rent spending payday",
    "celebrations": "celebration party wedding birthday holiday christmas",
    "weekends": "weekend friday saturday sunday",
    "travel": "travel trip flight hotel holiday journey",
    "pain_and_health": "pain health ill illness body doctor hurt",
    "medication_and_therapy": "medication medicine therapy therapist counsellor treatment",
    "routine": "routine habit morning structure",
    "joy": "joy fun happy pleasure laugh",
    "interests": "interest hobby music sport reading",
    "purpose": "purpose meaning meaningless",
    "community": "community group neighbour belong volunteer",
    "honesty": "honest honesty truth lie lying secret hiding",
    "trust_repair": "trust repair promise forgive apology amends",
    "lapse_learning": "lapse relapse slip slipped",
    "first_meeting": "newcomer new nervous",
    "silence_and_tension": "silence silent tension tears crying cried quarrel interrupts",
    "long_term": "years long-term maintenance future",
    "gambling": "gambling gamble bet betting casino slots",
    "food": "food eating eat binge meal",
    "screens": "screen phone scrolling gaming internet online",
    "nicotine": "nicotine smoking cigarette vape tobacco",
    "alcohol": "alcohol drink drinking wine beer pub bar",
    "cannabis": "cannabis weed marijuana joint",
    "opioids": "opioid heroin painkiller fentanyl methadone",
    "stimulants": "stimulant cocaine speed meth amphetamine crack",
}

_TOO_COMMON = frozenset(
    ["and", "self", "first", "term", "repair", "learning", "talk", "long", "say", "no", "meeting"]
)
"""Words in the names of themes that are about anything."""

THEMES = ThemeRules(CUES, _TOO_COMMON)
