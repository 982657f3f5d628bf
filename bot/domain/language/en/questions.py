"""How questions begin and end in English."""

import re

from bot.domain.language.rule_sets import QuestionRules

_WH = "what|how|which|who|whom|whose|where"
_AUX = (
    "do|does|did|is|are|was|were|am|can|could|would|will|have|has|had|may|might|shall|should|"
    "don't|doesn't|didn't|isn't|aren't|wasn't|weren't|can't|couldn't|wouldn't|won't|"
    "haven't|hasn't|hadn't|shouldn't"
)
_BEFORE = "in|at|on|with|for|from|to|of|about|by|and|but|so|or|until|since|apart from|against"
_OPENS = re.compile(rf"(?:(?:{_BEFORE}) )?(?:(?:{_WH})(?:'s|'d)?|when (?:{_AUX}))\b")
_INVITES = re.compile(
    r"(?:please )?(?:tell|describe|walk|share|say|picture|imagine|name|talk|show|think|explain|"
    r"give|put|pick|look)\b"
)
_YES_NO = re.compile(rf"(?:(?:and|but|or|so|if so) )?(?:{_AUX}) \w|(?:right|okay|ok|yes|no)$")
_TAIL = re.compile(
    rf"\b(?:and|but|or) (?:{_AUX}) (?:you|it|they|that|this|he|she|we|there|any\w*)\b"
)
_ONE_FACT = re.compile(r"(?:for )?how (?:many|often|long|old|much)\b|what time\b|when did\b")
_SECOND = re.compile(
    rf"(?<!who )(?<!what )(?<!where )(?<!when )(?<!how )"
    rf"\b(?:and|or),? (?:{_WH}|why|when) (?:{_AUX}|else)\b"
    rf"|, (?:and|or|but) (?:{_WH}|why) (?!or\b|and\b)\w"
)
_STORY = re.compile(r"(?:please )?(?:tell|describe|share|explain|walk|talk)\b")
"""Unlike `picture a morning`, these ask by themselves."""
_ASIDE = re.compile(
    rf"\b((?:{_WH})\b[^,?]{{0,99}}), (?:if|however|even|apart from|besides)\b[^,?]{{0,99}}, "
)
"""`What, if anything, would help`: the words between the commas ask nothing.

Bounded like all that looks ahead, so that the work grows with the text and not with its square.
"""

QUESTIONS = QuestionRules(
    opens=_OPENS,
    invites=_INVITES,
    yes_no=_YES_NO,
    tail=_TAIL,
    one_fact=_ONE_FACT,
    second=_SECOND,
    story=_STORY,
    aside=_ASIDE,
)
