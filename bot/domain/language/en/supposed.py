"""What a question in English takes for granted, by its own words: one pattern for each."""

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
