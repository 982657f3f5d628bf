"""Words that push, advise, praise and measure in English."""

import re

_BEGINS = r"(?:^|[.,:;?!] |\band |\bbut |\bor )"
WHY = re.compile(r"(?:^|[.,;:] |\band |\bbut |\bso )why\b|^how come\b")
SHOULD = re.compile(r"\b(?:should|shouldn't|ought to|oughtn't)\b|\byou (?:must|had better)\b")
ADVICE = re.compile(
    r"\bwhy (?:don't|didn't|won't|can't|not|do not|did not)\b"
    rf"|{_BEGINS}have you (?:ever )?(?:tried|thought (?:of|about)|considered)\b"
    rf"|{_BEGINS}(?:don't|wouldn't|couldn't|can't) (?:you|it|that|this|we)\b"
    rf"|{_BEGINS}isn't (?:it|that|this|now)\b|\bit's (?:about )?time you\b"
    rf"|{_BEGINS}(?:maybe|perhaps) you (?:could|can|just)\b|{_BEGINS}you might want to\b"
    r"|\byou (?:could|can) always\b|\byou'd be better off\b"
    r"|\bif i were you\b"
    r"|\b(?:what|how) about (?:just )?\w+ing\b"
    r"|\bwhat if you (?:just|simply|tried|stopped|told|called|talked|went|left|gave|cut|asked)\b"
    r"|(?<!do )(?<!did )(?<!would )(?<!might )(?<!will )(?<!may )\byou (?:just )?need to\b"
)
SCALE = re.compile(r"\b(?:0|zero) (?:to|and) (?:10|ten)\b|\b0[\N{EN DASH}-]10\b")
PRAISE = re.compile(
    r"\b(?:proud of|well done|good (?:job|work|boy|girl|for you)|great (?:job|work)|amazing"
    r"|awesome|fantastic|brilliant|wonderful|perfect|impressive|inspir\w+|keep it up|hero"
    r"|so strong|the best|congratulations|congrats)\b"
)
EFFORT = re.compile(
    r"\byou(?:'ve| have)? (?:\w+ly )?(?:\w+ed|came|come|kept|made|took|found|told|knew|know"
    r"|thought|stood|stuck|went|gave|held|spoke|chose|said|got|were|let|put|began|built|caught"
    r"|fought|left|met|read|set|wrote|brought|heard|saw|did|care)\b"
    r"|\b(?:it|that) (?:took|takes) \w|\byour (?:\w+ )?(?:courage|patience|care|effort|strength"
    r"|honesty|kindness|humou?r|skill|will|love|work|thought|persistence|calm)\b"
)
