"""Words that turn a person into a label or a week into a verdict, and what to say instead."""

import re

_SUBSTANCE = "(?:substance|drug|alcohol|opioid|cannabis|cocaine|heroin|pill|prescription)"
_WHO = "(?:i|you|he|she|they|we|who|people|someone|somebody|everyone|anyone)"
_BE = "(?:'m|'re|'s|'ve been| am| are| is| was| were| be| been| have been| has been)"
_USES = "a person who uses"
_DRINKS = "someone who drinks more than they want to"
_DEED = "what is done: not using, or using less"

_INSTEAD: tuple[tuple[str, str], ...] = (
    (r"addict(?:s|ed)?", "someone who finds it hard to stop"),
    (r"(?<!-)alcoholics?(?! (?:drink|beverage)s?)", _DRINKS),
    (r"drunkards?|boozers?|winos?|a drunk|drunks", _DRINKS),
    (r"junk(?:ie|y|ies)|druggies?|dope fiends?|tweakers?", _USES),
    (r"crackheads?|potheads?|stoners?|pillheads?|cokeheads?", _USES),
    (r"users?(?! ?-?(?:name|guide|manual|account)s?)|abusers?", _USES),
    (rf"{_SUBSTANCE} abuse|abus(?:e|ed|es|ing) {_SUBSTANCE}s?", "use, or harmful use"),
    (r"(?:gets?|got|getting|gotten|stay(?:s|ed|ing)?|keep|kept) clean(?! and tidy)", _DEED),
    (rf"{_WHO}{_BE} (?:now |still |finally |really )?clean(?! (?:up|ing))", _DEED),
    (r"(?:days?|weeks?|months?|years?) clean|clean (?:and sober|time|dates?|days)", _DEED),
    (r"sober|sobriety|soberly", _DEED),
    (r"dirty (?:urine|tests?|screen|sample)", "a test that showed use"),
    (r"relapsers?", "someone who used again"),
    (r"(?:off|on) the wagon", _DEED),
    (r"(?:a|total|complete|such a) failure|failures|failed again", "what happened"),
    (r"(?:you|i|he|she|they) (?:have |has )?failed", "what happened"),
    (r"losers?|lost causes?|hopeless cases?|weak-willed|weaklings?", "a person in a hard time"),
    (r"(?:no|lacks?|lacking|lack of|weak) will ?power", "what made it hard"),
    (r"enablers?|co-?dependents?", "a person who tries to help"),
    (r"victims?", "a person who went through something"),
    (r"in denial|resistant|unmotivated|non-?compliant", "not sure yet, or seeing it differently"),
    (r"psychos?|lunatics?|nutcases?|mental cases?|the mentally ill", "a person who is unwell"),
    (r"schizophrenics?|psychotics|neurotics|depressives", "a person living with an illness"),
    (r"anorexics?|bulimics?|binge eaters?", "a person who struggles with food"),
    (r"(?:problem|compulsive|pathological) gamblers?", "a person who gambles"),
    (r"felons?|convicts?|ex-cons?|criminals?", "a person who was in prison"),
    (r"the homeless", "people without a home"),
    (r"normal people|normies", "other people"),
    (r"commit(?:s|ted|ting)? suicide|(?:successful|failed) suicide", "died by suicide"),
    (r"rock bottom", "the hardest time"),
)

LABELS = tuple(
    (re.compile(rf"(?<![\w'])(?:{words})(?!\w)"), instead) for words, instead in _INSTEAD
)
