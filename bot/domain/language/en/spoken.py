"""What trips a listener, pushes or sounds like a book, in English words."""

import re

_FAMILY = (
    "(?:poor |own |little )?(?:kids?|children|sons?|daughters?|girls?|boys?|baby|mum|mom|mam|dad"
    "|mother|father|parents?|family|wife|husband|partner|boyfriend|girlfriend)"
)
_CHANGE = (
    "(?:not \\w+ing|stopping|changing|cutting (?:down|back)|giving (?:it )?up|staying off"
    "|being (?:off|free|able)|having (?:stopped|changed)|life without|a life without"
    "|this change|your change)"
)
_MUCH = "(?:(?:so much|so|a lot|much) )?"
_IF_ANY = r"(?![^?]{0,99}\bif any)"

_GARDEN_PATH = (
    r"\b(?:now|these days|lately|this week) that (?:(?:a|an|the|your) \w+ (?:used to|once|had)"
    r"|you (?:had no|never))\b"
    r"|, if (?:it|they|you|there|he|she) (?:is|are|was|were|did|do|does|has|have)\?"
    r"|\b(?:out|in|on|off|over|through|up) (?:of it )?when (?:you|it|they) (?:did|do|was|were)\?"
    r"|\bthat that\b|\bis is\b"
    r"|\bwhich of (?:what|those that|the things that)\b"
    r"|\bthat (?:asks|takes|costs|gives|wants|needs) nothing of\b"
    r"|\bthat what\b|\bthan what (?:you|it) (?:used|had)\b"
)
"""A sentence that has to be heard twice: its first words promise another end."""
_SECOND_SENSE = (
    r"\bold tricks\b|\b(?:took|takes|take|had|have) (?:some|a lot of|such|the) nerve\b"
    r"|\bs(?:it|its|at|itting) (?:it |them |this |that )?out\b(?! (?:here|there|in|on|at)\b)"
    r"|\ba good night\b(?!'s| of sleep| out\b| in\b)"
    r"|\bused to miss\b(?! (?:you|him|her|them|me|us)\b)"
    r"|\bon the table\b|\bwakes? you up in\b|\bwasted (?:night|evening|weekend|day)s?\b"
    r"|\b(?:the|a|your|best|biggest|real|natural) highs?"
    r"(?=[?.!,]|$| (?:of|from|you|that|again|and lows?|this)\b)"
    r"|\bclean (?:break|slate|start|week|record|bill)s?\b|\bturn(?:s|ed|ing)? you on\b"
    r"|\bstraight (?:again|now|life)\b|\bhit the (?:bottle|spot)\b|\b(?:bad|good) trips?\b"
)
"""Words that mean one thing to whoever wrote them, and in such a room another."""
_GUILT = (
    rf"\bwhat (?:would|will|must) (?:your|the) {_FAMILY} (?:say|think|feel)"
    r"(?= (?:of|if|when|to)\b| about (?:it|this|that|all|your|you \w+ing)\b| \w+ now\b|\?|$)"
    rf"|\bhow (?:must|will|would) (?:your|the) {_FAMILY} feel\b"
    rf"|\bhow (?:do|does|did) (?:your|the) {_FAMILY} feel (?:about|when|if) you\b"
    rf"|\bwhat (?:are|were|have|had) you (?:doing|done) to (?:them|(?:your|the) {_FAMILY})\b"
    r"|\bwho(?: else)?(?:'s| is| are)? (?:better off|suffer(?:s|ing)|hurt(?:s|ing)?|paying)\b"
    r"|\bneeds? you to be (?:well|there|strong|better|okay|ok)\b"
    rf"|(?:^|[.!?:] )(?:just )?think (?:of|about) (?:your|the) {_FAMILY}\b"
    rf"|\bfor (?:your|the) {_FAMILY}(?:'s|')? sake|\bfor the sake of\b"
    rf"|\b(?:your|the) {_FAMILY} (?:really )?(?:deserve|depend on you)"
    rf"|\bwhat about (?:your|the) {_FAMILY}\b"
    r"|\bafter (?:all|everything) (?:that )?(?:they|we|she|he)(?:'ve|'s|'d)? \w+ for you\b"
)
_SELLING = (
    r"\bwhat makes (?:now|today|tonight|this(?: week| month| year)?) (?:a|the) "
    r"(?:better|best|good|right|perfect) \w+"
    r"|\bif you (?:began|started|stopped|changed|did it) (?:now|today|tonight|right away)\b"
    r"|\bwhat(?:'s| is) stopping you\b(?! \w+ing\b)|\bwhat are you waiting for\b"
    r"|\bwhat (?:do|have|would) you (?:have |got |really )?(?:got )?to lose\b"
    r"|\bimagine (?:how (?:good|great|proud|happy|much better)|all the)\b"
    r"|\bwhat could be better than\b|\bno better time\b|\bthe sooner\b"
    r"|\bfinally (?:stop|start|quit|change|begin|face|admit|decide|do)\b"
    r"|\bwhat would it take to (?:convince|persuade)\b"
)
_ANSWER_INSIDE = (
    r"\bwhat (?:would|could|will|might) be (?:so |really |that )?"
    r"(?:good|better|best|great|nice|bad|worse|wrong) about\b"
    rf"|\bwhat(?:'s| is| was) {_MUCH}(?:better|worse|wrong) (?:about|since|now|with)\b{_IF_ANY}"
    rf"|\bwhat(?:'s| has) (?:got|gotten|become|grown|been) {_MUCH}better\b{_IF_ANY}"
    rf"|\b(?:best|greatest|nicest|biggest|loveliest) (?:thing|part|bit|side|gift|reward|gain)s? "
    rf"(?:about|of|in|from) {_CHANGE}"
    r"|\bworst (?:thing|part|bit|side)s? (?:about|of) (?:your |the )?"
    r"(?:drinking|using|gambling|smoking|betting|vaping|drugs|drink|habit)\b"
    r"|\bwhat (?:would|could|do|did|will|have) you (?:gain|gained|win) (?:by|from|if|since)\b"
    r"|\bwhat (?:changes|happens) when you (?:see|treat|think of) (?:this|it|that) as\b"
    r"|\bhow (?:much better|good|great|nice|proud|wonderful|bad|guilty|ashamed) "
    r"(?:would|will|could|did|do|does|must) (?:it|you|that|life|things)\b"
    rf"|\bhow (?:has|have) {_CHANGE} (?:\w+ )?(?:helped|improved|made)\b"
    r"|\bwhat good (?:has|have|came|comes|will|would|could|did)\b"
    r"|\bhow much (?:happier|healthier|calmer|easier|nicer)\b"
)
"""Questions that know their answer."""
_LITERARY = (
    r"\b(?:whilst|amidst?|amongst|upon|beneath|gladly|dwell\w*|yearn\w*|solace"
    r"|hither\w*|ponder\w*|thus|hence|henceforth|nonetheless|nevertheless|notwithstanding|albeit"
    r"|wherein|whereby|lest|befall\w*|befell|beckon\w*|bestow\w*|forsake\w*|behold|beheld|betwixt"
    r"|linger\w*|whither|wholly|oft|perchance|sorrow|quarrel\w*|weary|wearily|abide"
    r"|cherish\w*|embrace (?:the|your|this|that)|weather (?:the|this|that) storm|the storm within"
    r"|tapestry|a beacon|blossom\w*|unfold(?:s|ed|ing)?|at hand|at noon|in spite of everything"
    r"|(?:has|have|had) not (?:yet )?caught up|not caught up yet|hasn't caught up yet"
    r"|look(?:ed|ing)? (?:\w+ ){0,3}in the eye|spare(?:s|d)? you (?!a\b|some\b|the time)"
    r"|leaves? you short of|rather find|better angels)\b"
)
"""What is read in books and not heard at a kitchen table."""

SPOKEN = tuple(
    (rule, re.compile(words))
    for rule, words in (
        ("garden_path", _GARDEN_PATH),
        ("second_sense", _SECOND_SENSE),
        ("guilt", _GUILT),
        ("selling", _SELLING),
        ("answer_inside", _ANSWER_INSIDE),
        ("literary", _LITERARY),
    )
)
OPENINGS = (
    ("What", re.compile(r"what\b"), 60),
    ("What would", re.compile(r"what(?: would|'d)\b"), 8),
)
"""How many of a hundred questions of a library may begin so: more is one melody."""
