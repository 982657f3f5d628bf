"""What preaches, blames, pries, counts or assumes, in English words."""

import re

_DID = "(?:did|do|have|had) you"
_USE = (
    "(?:drink|drank|drunk|use|used|smoke|smoked|bet|gamble|gambled|vape|vaped|inject|injected|eat"
    "|eaten|taken)"
)

_SLOGAN = (
    r"(?:^|[.!?,;] )you can do (?:it|this)\b|\byou'?(?:ve)? got this(?! \w)|\bone day at a time\b"
    r"|\b(?:stay|be) (?:strong|positive)[.!]|\bjust say no\b|\bnever give up[.!]"
    r"|\bdon't (?:ever )?give up[.!]|\bthe bright side\b|\beverything happens for a reason\b"
    r"|\bkeep your chin up\b|(?:^|[.!] )believe in yourself[.!]|^remember(?: that|,|:)"
    r"|\bit could be worse\b|\bcount your blessings\b"
)
_BLAME = (
    r"\bwhat were you thinking\b(?! (?:about|of))"
    r"|\bhow could you (?:do that"
    r"|let (?!(?:him|her|them|us|me|people|\w+body|someone) know\b)"
    r"|have (?:done|said|let|gone|been|drunk|used|forgotten)\b)"
    r"|\bwhat(?:'s| is) wrong with you\b|\bwhat(?:'s| is) your (?:problem|excuse)\b"
    r"|\byour excuses?\b|\b(?:did|have) you let (?:[\w ]{1,60} )?down\b"
    r"|\b(?:did|have) you (?:hurt|disappoint(?:ed)?) (?:\w+ ){0,8}(?:again|this time|by)\b"
    r"|\bwhat did you do wrong\b|\byour (?:own )?fault\b|\bback to square one\b"
    r"|\byou (?:blew it|ruined|wasted|threw (?:it )?away)\b"
)
_PRYING = (
    rf"\bhow (?:much|many)\b[^?]{{0,99}} {_DID} {_USE}\b|\bhow much money {_DID}"
    r"|\bwhat (?:exactly )?(?:did you (?:take|use|smoke|drink|inject)|have you (?:taken|used))\b"
    r"|\bwho were you with\b|\bwhere (?:did|do) you (?:get|buy|score) (?:it|them|your)\b"
    r"|\btell us everything\b|\b(?:every|all the) details?\b|\bconfess\b|\badmit (?:to|that you)\b"
)
_COUNTING = (
    r"\bhow (?:many (?:days|weeks|months|years)|long)\b[^?]{0,99}\b(?:since|without)\b"
    r"|\b(?:days?|your) (?:count|counter)\b|\bstreaks?\b|\bday one\b"
    r"|\bsince your last (?:drink|use|bet|smoke|lapse|slip|hit)\b"
)
_GOAL = (
    r"\b(?:stop|stay|giv|leav|gave)\w* [^.?]{0,99}(?:for good|forever)\b|\bnever again\b"
    r"|\babstinen\w+|\bquit(?:s|ting)?\b(?! (?:your|the|my|a|that) job)|\bonce and for all\b"
    r"|\bgive (?:it |them )?up (?:completely|entirely|altogether)\b"
)
_JARGON = (
    r"\b(?:unpack (?:that|this|it|those)|hold(?:ing)? space|inner child|safe space|comfort zone"
    r"|coping (?:mechanism|strateg\w+|skill)s?|support network|your (?:\w+ )?journey"
    r"|process (?:your|that|this|the|those) (?:feeling|emotion|experience|grief)s?"
    r"|emotional\w* (?:regulat\w+|needs?|baggage)|maladaptive|cognitive\w*|dysfunction\w*"
    r"|attachment style|sit with (?:that|this) (?:feeling|emotion)|lean into|relapse prevention"
    r"|change talk|ambivalen\w+|behaviou?r change)\b"
)

TONES = tuple(
    (rule, re.compile(words))
    for rule, words in (
        ("slogan", _SLOGAN),
        ("blame", _BLAME),
        ("prying", _PRYING),
        ("counting", _COUNTING),
        ("goal", _GOAL),
        ("jargon", _JARGON),
    )
)
