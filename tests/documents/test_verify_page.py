"""The page that checks letters judges as the house does, with or without the browser's own sums."""

import base64
import calendar
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.documents.verify_page import PageForms, PageWords, verify_page
from bot.domain.attendance.statement import LetterDamaged
from bot.domain.attendance.token import LetterNotGenuine, LetterOfOtherKey, checked, found_in
from tests.documents.pictures import contrast
from tests.domain.attendance.letters import KEY, KEY_ID, NAME, OCCASION, fits, letter, token

NODE = shutil.which("node")
JUDGE = Path(__file__).with_name("judge.mjs")
JUDGED = ("good", "bad", "other_key", "damaged")
AROUND = ("title", "lead", "no_script", "paste", "file", "check", "waiting", "key_line")
WORDS = PageWords(
    language="en",
    around={name: f"<{name}> & more" for name in AROUND},
    judged={f"{how}{line}": f"{how}{line}</script>" for how in JUDGED for line in ("", "_line")},
    facts=tuple(
        (fact, fact.title())
        for fact in ("name", "group", "date", "start", "end", "zone", "minutes", "seen", "contact")
    ),
    forms=PageForms("none given", {"voice": "by voice"}, tuple(calendar.month_name)[1:],
                    "{day} {month} {year}", "{time}, the next day"),
    remarks=("Compare it.",),
)  # fmt: skip
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
TOKEN = token()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    file = tmp_path_factory.mktemp("page") / "verify.html"
    file.write_bytes(verify_page(KEY_ID, KEY.public_key().public_bytes_raw(), WORDS))
    return file


@pytest.fixture(scope="module")
def ask(page):
    """Asks the page; skipped where no Node is installed to run it."""
    if NODE is None:
        pytest.skip("no node here")

    def asked(questions, way="browser"):
        done = subprocess.run(
            [NODE, str(JUDGE), str(page), way],
            input=json.dumps(questions), capture_output=True, text=True, check=True,
        )  # fmt: skip
        return json.loads(done.stdout)

    return asked


def judged(ask, texts, way="browser"):
    return [how for how, _ in ask([{"text": text} for text in texts], way)]


def by_the_house(text):
    try:
        checked(found_in(text.encode()), fits)
    except LetterDamaged:
        return "damaged"
    except LetterOfOtherKey:
        return "other_key"
    except LetterNotGenuine:
        return "bad"
    except KeyError:
        return "other_key"
    return "good"


@pytest.mark.parametrize("way", ["browser", "own"])
def test_a_genuine_letter_is_told_with_its_facts(ask, way):
    [[how, facts]] = ask([{"text": TOKEN}], way)
    assert how == "good"
    assert dict(facts) == {
        "Name": NAME,
        "Group": "Tuesday group",
        "Date": "1 December 2026",
        "Start": "19:00",
        "End": "20:30",
        "Zone": "Europe/Prague (UTC+01:00)",
        "Minutes": "84",
        "Seen": "by voice",
        "Contact": "tuesday@example.org",
    }


def changed(text, place):
    """Change one character to another of the same alphabet."""
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    if text[place] == ".":
        return text[:place] + "-" + text[place + 1 :]
    turned = signs[(signs.index(text[place]) + 1) % len(signs)]
    return text[:place] + turned + text[place + 1 :]


def test_one_changed_character_anywhere_is_never_genuine(ask):
    texts = [changed(TOKEN, place) for place in range(len(TOKEN))]
    assert "good" not in judged(ask, texts)
    assert judged(ask, [TOKEN]) == ["good"]


def test_the_page_says_the_same_as_the_house_whatever_it_is_given(ask):
    foreign = re.sub(
        r"^[^.]+",
        base64.urlsafe_b64encode(b'{"alg":"EdDSA","kid":"other","typ":"openround+1"}')
        .rstrip(b"=")
        .decode(),
        TOKEN,
    )
    texts = [
        "", "hello", TOKEN, f"Dear all,\n\n```\n{TOKEN}\n```\nbye", TOKEN + ".", TOKEN + "A",
        TOKEN[:-1], foreign, TOKEN.replace(".", "..", 1), f"%{TOKEN}\nstartxref", TOKEN + "=",
        "\n".join(re.findall(".{1,60}", TOKEN)), f"eyJhbGciOiJFZERTQSIsImtpZCI6 {TOKEN}",
        *(changed(TOKEN, place) for place in range(0, len(TOKEN), 40)),
    ]  # fmt: skip
    expected = [by_the_house(text) for text in texts]
    for way in ("browser", "own"):
        said = judged(ask, texts, way)
        assert list(map(broken_is_broken, said)) == list(map(broken_is_broken, expected))
        assert {"good", "bad", "other_key", "damaged"} == set(said)


def broken_is_broken(how):
    """The house reads what is stated before it looks at the signature, the page after it."""
    return "bad" if how == "damaged" else how


def test_a_letter_signed_with_another_key_under_our_name_is_not_genuine(ask):
    signed = TOKEN.rpartition(".")[0]
    forged = base64.urlsafe_b64encode(OTHER.sign(signed.encode())).rstrip(b"=").decode()
    for way in ("browser", "own"):
        assert judged(ask, [f"{signed}.{forged}"], way) == ["bad"]


RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
            "b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
            "1d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
            "c6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]
"""Test vectors 1 to 3 of RFC 8032, section 7.1: public key, message, signature."""
ORDER = 2**252 + 27742317777372353535851937790883648493


def test_its_own_sums_agree_with_the_vectors_of_the_standard(ask):
    fine = [{"key": k, "message": m, "signature": s} for k, m, s in RFC_8032]
    other = [{"key": k, "message": m + "00", "signature": s} for k, m, s in RFC_8032]
    assert ask(fine) == [True] * 3
    assert ask(other) == [False] * 3


def test_its_own_sums_agree_with_a_library_on_many_messages(ask):
    public = KEY.public_key().public_bytes_raw().hex()
    messages = [bytes(range(length % 256)) * (1 + length // 200) for length in range(0, 260, 13)]
    good = [{"key": public, "message": m.hex(), "signature": KEY.sign(m).hex()} for m in messages]
    swapped = [one | {"message": "ff" + one["message"]} for one in good]
    assert ask(good) == [True] * len(good)
    assert ask(swapped) == [False] * len(good)


def test_a_second_way_to_write_a_signature_and_points_off_the_curve_are_refused(ask):
    key, message, signature = RFC_8032[1]
    scalar = int.from_bytes(bytes.fromhex(signature[64:]), "little") + ORDER
    longer = signature[:64] + scalar.to_bytes(32, "little").hex()
    off, beyond = "02" + "00" * 31, "ff" * 32
    asked = [
        {"key": key, "message": message, "signature": longer},
        {"key": off, "message": message, "signature": signature},
        {"key": beyond, "message": message, "signature": signature},
        {"key": key, "message": message, "signature": off + signature[64:]},
        {"key": key, "message": message, "signature": signature[:-2]},
        {"key": key[:-2], "message": message, "signature": signature},
    ]
    assert ask(asked) == [False] * 6


def test_its_hash_agrees_with_a_library_around_every_edge_of_a_block(ask):
    messages = [b"abc", *(b"x" * length for length in (0, 1, 111, 112, 127, 128, 129, 240, 1000))]
    hashed = [hashlib.sha512(message).hexdigest() for message in messages]
    assert ask([{"hash": message.hex()} for message in messages]) == hashed


def test_the_page_needs_nothing_from_anywhere_and_may_ask_for_nothing(page):
    text = page.read_text("utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|<link|<img|\bfetch\(|XMLHttp|import\(|\bsrc=", text)
    assert "{{" not in text


def test_what_stands_on_the_page_can_be_read_by_day_and_by_night(page):
    themes = re.findall(r":root \{([^}]*)\}", page.read_text("utf-8"))
    assert len(themes) == 2
    for theme in themes:
        colour = {name: whole(value) for name, value in re.findall(r"--(\w+): (#\w+)", theme)}
        for words in ("ink", "faint", "mark"):
            assert contrast(colour[words], colour["paper"]) >= 4.5
        for shape in ("edge", "good", "bad"):
            assert contrast(colour[shape], colour["paper"]) >= 3


def whole(colour):
    """Write a colour with six digits."""
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


def test_words_on_the_page_are_words(page):
    text = page.read_text("utf-8")
    assert "&lt;title&gt; &amp; more" in text
    assert text.count("</script>") == 2


def test_a_group_without_a_contact_is_told_so(tmp_path, ask):
    unnamed = letter(occasion=type(OCCASION)(OCCASION.group, OCCASION.meeting, "", OCCASION.zone))
    [[_, facts]] = ask([{"text": token(unnamed)}])
    assert dict(facts)["Contact"] == "none given"
