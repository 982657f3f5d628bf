"""Words with which people say in English what a talk is not about, and what they ask for."""

import re

from bot.domain.language.rule_sets import SituationRules

_NOT = re.compile(r"\b(?:is|are|was|were|does|do|did|has|have|wo|would|could|should|ai)n'?t\b")
_CANNOT = re.compile(r"\bcan'?t\b|\bcan not\b")
_SOME = r"(?:(?<![^,.;:!?]) *|\b(?:a|an|the|this|that|some|one) +)"
"""What stands before a word for somebody who is nobody's: nothing, or one of these."""
_HIM = re.compile(rf"{_SOME}(?:dude|bro|bruv|homie|guy|feller|bloke|geezer|chap)\b|\byer man\b")
_HIM_TOO = re.compile(r"(?:(?<![^,.;:!?]) *|\b(?:a|this|that|some|one) +)(?:lad|fella)\b")
"""`the lad` is often a son, and `the fella` a husband."""
_HER = re.compile(rf"{_SOME}(?:chick|lass|lassie|gal)\b|\byer wan\b")
_ONE_OF_THEM = re.compile(r"\b(?:dude|geezer|chap|feller|homie)(?=s?\b)")
"""The same after another word, as in `the new dude`."""
_WENT_WRONG = re.compile(
    r"\b(?:went|goes|gone|going) (?:all )?(?:to (?:pot|the dogs|hell)|down the (?:pan|drain|tubes)"
    r"|(?:tits|belly) up|up in smoke|to rack and ruin)\b"
)
"""Pictures for what went wrong, which nothing was learnt of."""
_UNTOLD = re.compile(
    r"^(?:(?:it|this|that|things|everything|all|well|so|has|just|really|and|tonight|today|yesterday"
    r"|(?:the|my|our|her|his|their) (?:evening|night|meeting|session|day|week|plan)) )*"
    r"(?:(?:went|gone|going|goes) (?:all |so |really |very |horribly |badly )?(?:wrong|badly|south"
    r"|sideways|downhill|haywire|pear shaped|to (?:pieces|bits))|(?:fell|fallen) (?:apart|to (?:"
    r"pieces|bits))|was an? (?:\w+ )?(?:disaster|mess|nightmare|shambles|flop)|came crashing down)"
    r"(?: (?:again|tonight|today|yesterday|last (?:night|week)|in the end))?"
)
_SMALL = frozenset(
    """
    a about after all also am an and are as at be been being but by did do does for from had has
    have he her hers him his i if in into is it its just like me more my no not of on one or our
    out over s she so some than that the their them then there they this to too up us very was
    we were what when where which who why will with would you your re ve ll d m t
    youd youve youre youll id ive im hed hes shed shes theyd theyve theyre theyll wed weve
    itd itll thats thatd whats whatd whos whod whove hows howd wheres theres heres lets
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column
)
"""Words that say nothing of what a talk is about."""

_NEGATORS = frozenset(["not", "no", "never", "without", "neither", "nor"])
_INSTEAD = (
    ("rather", "than"),
    ("instead", "of"),
    ("nothing", "to", "do", "with"),
    ("not", "about"),
)
"""What comes after these is ruled out, whatever it is."""
_TURNS = frozenset(["just", "only", "rather", "simply", "merely", "instead"])
"""A word that says: what came before the turn is not it, what comes now is."""
_FEELINGS = frozenset(
    """
    craving cravings crave urge urges tempted temptation triggered pull itching angry anger
    furious mad lonely loneliness alone bored boredom anxious anxiety worried nervous scared
    afraid sad depressed down ashamed shame guilty stressed stress tired grieving hungry
    drunk high gambling relapse relapsed slip slipped lapse
    """.split()  # noqa: SIM905 - the same
)
"""Of these, a bare `no` or `not` says that they are absent; `no friends` is about friends."""
_OPPOSITES = {
    "ready": "reluctant",
    "willing": "unwilling",
    "want": "reluctant",
    "wants": "reluctant",
    "sure": "unsure",
    "certain": "unsure",
    "happy": "unhappy",
    "able": "unable",
    "interested": "indifferent",
    "bothered": "indifferent",
}
"""What a word becomes after `not`: the directions of words know nothing of a `not` beside them."""
_ASKED = (
    ("scaling", r"scal(?:e|es|ing)\b|rate|rating|(?:0|1|zero|one) (?:to )?(?:10|ten)\b"),
    ("scaling", r"out of (?:10|ten)\b|number from|how (?:ready|sure|important|strong) 0"),
    ("summary", r"summar\w+|sum up|sum it up|recap|pull (?:it |this )?together"),
    ("reflection", r"reflect\w*|mirror\w*|(?:say|give|echo) (?:it )?back"),
    ("affirmation", r"affirm\w*|praise|compliment|appreciat\w+|encourag\w+|well done"),
    ("affirmation", r"say something (?:nice|kind|good)|something (?:nice|kind) to say"),
    ("affirmation", r"(?:thank|credit|acknowledge) (?:him|her|them|someone|somebody)\b"),
    (
        "closing",
        r"clos(?:ing|er)\b|to close\b|close (?:with|on|the|off)\b|wrap\w* (?:it )?up",
    ),
    (
        "closing",
        r"(?:last|final) (?:question|round|words?)\b|(?:end|finish) (?:on|with|the)\b",
    ),
    (
        "closing",
        r"to (?:end|finish) (?:on|with|the)\b|round off|check out|before (?:we|they) go\b",
    ),
)
"""A purpose of prompts, and the words that ask for it."""

SITUATIONS = SituationRules(
    written_out=(
        (_HIM, " he"),
        (_HIM_TOO, " he"),
        (_HER, " she"),
        (_ONE_OF_THEM, "guy"),
        (_WENT_WRONG, "went wrong"),
        (_CANNOT, " cannot "),
        (_NOT, " not "),
        (re.compile("'s"), ""),
        (re.compile("'"), ""),
    ),
    small=_SMALL,
    negation="not",
    opposites=_OPPOSITES,
    negators=_NEGATORS,
    but_not=frozenset({"longer"}),
    instead=_INSTEAD,
    turns=_TURNS,
    joins=frozenset({"but", "and", "he", "she", "they", "it", "i", "we", "its", "hes", "shes"}),
    feelings=_FEELINGS,
    asked=tuple((purpose, re.compile(rf"\b(?:{words})")) for purpose, words in _ASKED),
    about_asking=re.compile(r"\bquestions?\b"),
    untold=_UNTOLD,
)
