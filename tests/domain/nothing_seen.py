"""Words in which nobody sees anything, as keyboards, pages and pranks put them into a form."""

NOTHING_SEEN = [
    " ", "\t \n", "\u200b", "\u00ad", "\u3164", "\u2060", "\u2800", "\u034f", "\u17b4\u17b5",
    "\U000e0020\U000e0041", "\ufe0f", "\u200d", "\u0301", "\u202e", "\uffa0", "\u180e", "\x00",
    "\u200b\u0301 \u2800",
]  # fmt: skip
