"""The page that checks letters, in a language and with the key of this bot."""

from bot.documents.verify_page import PageForms, PageWords, verify_page
from bot.domain.attendance.presence import Seen
from bot.services.attendance.signing import PublicKey
from bot.text.catalog import Shown, speaker

NAME = "verify.html"
_FACTS = (
    "name", "group", "meeting", "date", "start", "end", "zone", "minutes", "seen", "contact",
    "code", "issued",
)  # fmt: skip
_DAY = ("day", "month", "year")
_JUDGED = ("good", "bad", "other_key", "damaged")
_AROUND = ("title", "lead", "no_script", "paste", "file", "check", "waiting")
_REMARKS = ("verify.compare", "check_page.withdrawn", "verify.says_only")


def check_page(key: PublicKey, language: str) -> bytes:
    """Write the page: one file for a browser, which needs nothing else and asks nobody."""
    say = speaker(language)
    around = {name: say(f"check_page.{name}") for name in _AROUND}
    words = PageWords(
        language,
        around | {"key_line": say("check_page.key_line", key=key.id)},
        {one: say(f"check_page.{one}") for how in _JUDGED for one in (how, f"{how}_line")},
        tuple((fact, say(f"letter.document.{fact}")) for fact in _FACTS),
        PageForms(
            say("letter.document.no_contact"),
            {seen: say(f"letter.seen.{seen}") for seen in (Seen.VOICE, Seen.WRITING)},
            tuple(say(f"date.month.{month}") for month in range(1, 13)),
            say("letter.document.day", **{one: Shown(f"{{{one}}}") for one in _DAY}),
            say("letter.document.next_day", time=Shown("{time}")),
        ),
        tuple(say(remark) for remark in _REMARKS),
    )
    return verify_page(key.id, key.raw, words)
