"""What a question in English takes for granted, points back to, and pushes people towards."""

import re

_HABIT = r"(?:drink|smoke|vape|use|bet|gamble|game|binge)"
_STOPPED = r"(?:stopped|quit|gave up|gave it up|put it down)"
_PARTNER = r"(?:partner|wife|husband|boyfriend|girlfriend|spouse|other half|fella|missus)"
_CHILD = r"(?:kids?|children|sons?|daughters?|little ones?|baby)"
_THING = r"(?:drink|smoke|bet|joint|fix|line)"

_LAPSE = (
    r"(?:the|a|your|that|this) (?:lapse|slip|slip-up|relapse|bender|binge)"
    r"|since it happened|after it happened|the morning after"
    rf"|after you (?:drank|used|smoked|bet|gambled|slipped|lapsed)|that (?:last )?{_THING}"
)
_ABSTINENT = (
    rf"since you(?:'ve)? {_STOPPED}|now (?:that )?you(?:'ve)? {_STOPPED}"
    rf"|now (?:that )?you don't {_HABIT}(?: any more)?|without (?:a|the|any) {_THING}"
    r"|now (?:that )?you're (?:off it|free of it)"
)
_LOSS = r"(?:someone|somebody|the person|who) you(?:'ve)? lost|they died|that they're gone"

SUPPOSED = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in (
        ("lapse", _LAPSE),
        ("abstinent", _ABSTINENT),
        ("using", rf"(?:when|while|after|before|on days|the nights?) you {_HABIT}"),
        ("cutting_down", rf"the limit you set|when you {_HABIT} less|cut(?:ting)? (?:down|back)"),
        ("success", r"(?:went|gone|going) (?:so |really )?well|how you (?:did|do|manage) it"),
        ("urge", r"(?:the|an|your|that) (?:urge|craving|pull)s?"),
        ("plan", r"your plan|the plan"),
        ("partner", rf"(?:your|a) {_PARTNER}|the two of you"),
        ("children", rf"(?:your|the) {_CHILD}"),
        ("work", r"your (?:job|boss|shift|workmates|colleagues|work)"),
        ("loss", _LOSS),
        ("medication", r"your (?:meds|medication|medicine|script|tablets)"),
        ("back_again", r"since we last saw you|now you're back|to be back"),
    )
}

_ASKS_AT_ONCE = r"(?:think|say|imagine|picture|some|suppose|let's|tell|from|on a scale)\b"
_PAST = (
    r"(?:did|done|was|were|went|felt|had|took|made|managed|handled|stopped|ended|beat|got|said|told"
    r"|heard|hearing|after)"
)
_WENT = r"(?:was|went|did|felt|took|happened|came|meant|helped|said|ended|all (?:went|added))"
_NOT_OF_LATE = r"(?!.*\b(?:this|last|today|tonight|lately|usually|ever|kid|before)\b)"

_UNNAMED = r"^(?!.*\b(?:when|if|even|some people)\b)[^?]*"
"""Nothing in the question itself that a bare `it` could stand for."""
_BARE_IT = r"\b(?:about|without|miss|see|sets|bring|put|talk|before|stick with|part of) it\b"
_BARE_THAT = (
    r"\b(?:doing|knowing|put|before|part of|does) that\b"
    r"(?=[?,.']| (?:in|most|hurts|fit|compare)\b)|\bthat kind of\b"
)

_HANGS = (
    r"\bthis\b(?! (?:week|weekend|month|year|morning|evening|christmas|summer|winter|group))"
    r"|\bthat (?:day|night|party|plan|thought|moment|feel|started|falls?|session|number|word)\b"
    r"|\bthat (?:with|into|in|on|out|extra|back|again|easier|0|bad|was enough|were|most|right)\b"
    r"|\bthat (?:true|happened|quiet|strong|part)\b|\bmake that\b|^that\b|\bif that\b"
    r"|(?<!one )(?<!thing )\b(?:all|of|by|see|find|before|after|like|to|about|with) that\b"
    r"|\bthat(?=[?,.])|\bthat's (?=out\b|in\b)|\bthat (?:kind|sort)\b"
    r"|\bthose\b|\bthese (?!days|meetings|next)"
    r"|\b(?:you're|going|past|back|over|in|the one) there\b(?! for)|\bthere with\b"
    r"|\b(?:what|who|where|how) else\b|\bthe (?:new|other|only) one\b|\bjust one[,?]"
    r"|\b(?:having|day without|doctor about|ahead with|would you put|scary about|feel on) it\b"
    r"|\b(?:hold on to|keep|could do|parts of) it\b|\bnow that (?:it's|you've told)"
    r"|\bit (?:gets closer|shows up)|\bit's all around|\bthe switch\b|\bthis far\b"
    r"|\b(?:the two of you|you two|to be back|not being believed)\b|\bwhat happened(?=[.,?!])"
)
"""Hangs in the air where only a topic was named, and nothing was told of it yet."""

POINTS_BACK = re.compile(
    "|".join(
        (
            rf"^(?!{_ASKS_AT_ONCE})[^?]{{0,99}}[.!] \w",  # answers something, and then asks
            rf"\b{_PAST} (?:it|that|them)\b(?! (?:you|the|we|people|when|if)\b)",
            rf"\b(?:it|that \w{{1,20}}) {_WENT}\b|\blike that(?=[.?!,])",
            r"\bhow you (?:do|did|manage|handle|got|get) (?:it|that|there)\b",
            r"\b(?:what|how)(?:'s|'d| was| has| did)? (?:it|that|this) (?:been|was|go|feel)\b",
            r"\bthey (?:did|said|told|were|had)\b|\bdid they\b|\b(?:he|she|him|her|his)\b",
            r"\b(?:the difference|the next morning|just now|since then|back then|at the time)\b",
            r"\byou (?:said|told us|mentioned|described)\b",
            r"^what(?:'s)? (?:made|helped|happened|pulled|stuck)\b",
            rf"^(?:what|how|where|who) (?:was|were|did)\b{_NOT_OF_LATE}",
            r"^(?:and|so|but)\b|\bthen\?",
            rf"{_UNNAMED}{_BARE_IT}|{_BARE_THAT}|\bwhat does it do\b|\bonce it's \w",
            _HANGS,
        )
    )
)
"""Where nothing was said yet, nobody would know what a question with these words is about."""
UNNAMED = (
    (
        re.compile(
            r"(?<!what's )(?<!is )(?<!was )(?<!would )(?<!does )\bit(?:'s|'ll|'d)?\b"
            r"(?!(?: be| is| was| a bit)? (?:like|hard|harder|hardest|easier|easy|okay|time|goes"
            r"|going|hits|comes to|gets|to|feel|feels|out|could|a good|a day)\b)"
        ),
        re.compile(
            r"\b(?:an?|one|your|the|some|any|each|no|\d+) (?!lot\b|bit\b|little\b)\w"
            r"|\b(?:some|any|every)thing\b"
        ),
    ),
    (
        re.compile(r"\b(?:they|them|their)\b"),
        re.compile(
            r"\b(?:people|kids|friends?|family|(?:some|any|every)(?:one|body)|others?|person"
            r"|children|parents|doctor|partner|therapist|boss|mates?|adult|who)\b"
        ),
    ),
)
"""Small words for something, each with what may have named it before."""

CLOSENESS = re.compile(
    r"\b(?:thank|grat(?:eful|itude)|sorry|apolog|amends|forgiv|reconcil|closer\b|put right"
    r"|make (?:it )?up\b|their side|make peace)"
)
"""What pushes towards other people, or asks for thanks or an apology."""
