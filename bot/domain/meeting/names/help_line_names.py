"""What help lines are called: nobody in a meeting goes by the name of one.

A test sees to it that every line of our own list is here, or stands among `ORDINARY`.
"""

from bot.domain.language.look_alikes import sounds

_CALLED = (
    "988 Suicide & Crisis Lifeline",
    "9-8-8 Suicide Crisis Helpline",
    "Suicide Crisis Helpline",
    "Crisis Text Line",
    "Never Use Alone",
    "SAMHSA",
    "SAMHSA helpline",
    "Poison Control",
    "National Overdose Response",
    "Kids Help Phone",
    "Kids Helpline",
    "Samaritans",
    "Text About It",
    "Lifeline",
    "Beyond Blue",
    "National Alcohol and Other Drug Hotline",
    "Need to talk?",
    "TelefonSeelsorge",
    "Adults in crisis",
    "Tele-MANAS",
    "SADAG",
    "SADAG suicide line",
    "SADAG substance line",
    "mindline",
)
LINES = frozenset(map(sounds, _CALLED))
"""The same in the letters that a name is compared in."""
AS_THEY_STAND = frozenset({"shout", "sos", "cvv"})
"""Names so short that only the very same letters are one of them."""
ORDINARY = frozenset({"frank"})
"""A help line's name that many people have: it is theirs to use."""
EMERGENCY = frozenset({"988", "911", "999", "112", "000", "116123"})
"""Numbers that stand for help wherever they are in a name."""
