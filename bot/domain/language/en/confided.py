"""Words in English for taking something up again, and for telling whoever leads and nobody else."""

DOING = (
    r"(?:drink(?:ing)?|us(?:e|ing)|smok(?:e|ing)|vap(?:e|ing)|bet(?:ting)?|gambl(?:e|ing)|"
    r"snort(?:ing)?|scor(?:e|ing)|bing(?:e|ing))"
)
DID = r"(?:drank|used|smoked|vaped|bet|gambled|snorted|scored|binged|caved|slipped|(?:re)?lapsed)"

_TELLS_ME = (
    r"(?:(?:told|tells|telling|messaged|texted|emailed|dmd|dmed|pinged|rang|phoned|called) "
    r"(?:only )?me|(?:admit\w*|confid\w+|confess\w*|said|says|wrote|comes|came(?: up)?)"
    r"(?: \w+ly)? (?:to |in )?me|(?:pulled|took|takes) me (?:aside|to one side)|(?:sent me|got|"
    r"had) an? (?:\w+ )?(?:message|dm|text|note|email)|(?:dm|message|text)s? from|"
    r"whisper\w*(?: to me)?)"
)
"""How it reaches whoever leads, and not the group."""
_HOW = (
    r"(?: [,.;:!?]|(?: \w+ly| (?:in|on|by|at|before|during|after|a|an|the|our|last|this|private|"
    r"mid|confidence|tears|quiet|side|sly|phone|dm|text|message|meeting|group|call|session|we|started|"
    r"beforehand|crying|member|way|week|to|say|saying|says|and|said|that|about|of|he|she|they|i|"
    r"hes|shes|theyve|hed|shed|theyd|her|his|has|have|had|been|just|only|gone)\b))*"
)
"""What may stand between that and what was told."""
CONFIDED = (
    rf"{_TELLS_ME}\b|told (?:only |just )me|let me know|asked me not to|private messag\w+|"
    r"privately|in private|in confidence|on the (?:quiet|sly)|whispered"
)

SLIP_TOLD = (
    rf"{_TELLS_ME}{_HOW} (?:{DID}|drunk|(?<=been ){DOING}|relapse|slip|took something|"
    r"shot up|picked up)\b(?! to\b)|(?:drunk|shot up|picked up|took something|used \w+) (?:"
    r"last|yesterday|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
