"""Papers: what somebody wrote stays their words, and a letter comes out whole in every form."""

from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from bot.documents import pdf as papers_as_pdf
from bot.documents.making import NotMade
from bot.documents.markdown import letter_markdown, plain, sheet_markdown
from bot.documents.papers import AnsweredField, LetterPaper, SheetPage, SheetPaper
from bot.documents.pdf import available, letter_pdf, sheet_pdf
from bot.documents.qr import qr_png, qr_svg
from bot.documents.wheel import Scale, ScaleWords, wheel_svg
from bot.domain.attendance.token import found_in
from tests.domain.attendance.letters import NAME, token

TOKEN = token()
LETTER = LetterPaper(
    language="en",
    title="Attendance letter",
    says="A person was present.",
    facts=(("Name, as given", NAME), ("Minutes present", "83")),
    remarks=("Listening counts.",),
    check_heading="How to check",
    checks=("Scan it.",),
    token=TOKEN,
    qr_says="QR code of the statement.",
    foot="Not therapy.",
)
WHEEL = wheel_svg([Scale("Home", 4), Scale("Play", 9), Scale("Work", None)], ScaleWords("W", "-"))
SHEET = SheetPaper(
    language="en",
    title="Balance wheel",
    helps="When it tips.",
    pages=(
        SheetPage(
            "Now",
            (
                AnsweredField("Home", ("4",)),
                AnsweredField("Play", ()),
                AnsweredField("Next", ("#strong[x]", "a walk 🌱")),
            ),
        ),
    ),
    blank="left blank",
    foot="Not therapy.",
    picture=WHEEL,
    picture_says="A wheel with 3 parts.",
)


def read(pdf):
    return PdfReader(BytesIO(pdf))


def words_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def heard_instead(part):
    """Give what a screen reader says instead of each picture, in order."""
    there = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(there, list):
        for one in there:
            yield from heard_instead(one)
    elif isinstance(there, dict):
        if "/Alt" in there:
            yield str(there["/Alt"])
        yield from heard_instead(there.get("/K", []))


async def test_a_letter_holds_the_name_whole_and_as_text():
    said = words_of(await letter_pdf(LETTER))
    assert NAME in said
    assert "Minutes present 83" in said


async def test_a_letter_is_tagged_named_and_in_its_language():
    root = read(await letter_pdf(LETTER)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert read(await letter_pdf(LETTER)).metadata.title == "Attendance letter"


async def test_the_token_is_found_in_the_bytes_of_the_letter_and_readers_pass_over_it():
    pdf = await letter_pdf(LETTER)
    assert found_in(pdf) == TOKEN
    assert len(read(pdf).pages) == 1


async def test_a_command_on_a_letter_is_not_broken_over_two_lines_wherever_it_stands():
    checks = tuple(
        f"{'o' * many} the command /attendance verify takes it." for many in range(1, 40)
    )
    pages = read(await letter_pdf(replace(LETTER, checks=checks))).pages
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    assert len([one for one in lines if "/attendance verify" in one]) == len(checks)


async def test_a_character_that_no_font_has_makes_no_letter_rather_than_a_box():
    facts = (("Name, as given", "\U00012000"),)
    with pytest.raises(NotMade):
        await letter_pdf(replace(LETTER, facts=facts))


async def test_an_exercise_keeps_what_looks_like_markup_as_it_was_typed():
    said = words_of(await sheet_pdf(SHEET))
    assert "#strong[x]" in said
    assert "a walk 🌱" in said
    assert "left blank" in said


async def test_the_picture_of_an_exercise_says_what_it_shows():
    tree = read(await sheet_pdf(SHEET)).trailer["/Root"]["/StructTreeRoot"]
    assert list(heard_instead(tree)) == ["A wheel with 3 parts."]


async def test_the_qr_code_of_a_letter_says_what_it_is():
    tree = read(await letter_pdf(LETTER)).trailer["/Root"]["/StructTreeRoot"]
    assert list(heard_instead(tree)) == ["QR code of the statement."]


async def test_where_no_pdfs_can_be_made_that_is_said(monkeypatch):
    assert available()
    monkeypatch.setattr(papers_as_pdf, "find_spec", lambda _: None)
    assert not available()
    with pytest.raises(NotMade):
        await letter_pdf(LETTER)


@pytest.mark.parametrize("times", [1, 3])
def test_a_phone_reads_the_token_back_off_the_picture(times):
    seen = Image.open(BytesIO(qr_png(TOKEN))).convert("L")
    seen = seen.resize((seen.width * times // 2, seen.height * times // 2))
    assert [one.text for one in zxingcpp.read_barcodes(seen)] == [TOKEN]


def test_the_longest_token_still_fits_into_a_code():
    longest = "a" * 1500
    seen = Image.open(BytesIO(qr_png(longest))).convert("L")
    assert [one.text for one in zxingcpp.read_barcodes(seen)] == [longest]
    assert qr_svg(longest).startswith("<svg")


def test_a_letter_in_markdown_holds_the_same_facts_and_token():
    text = letter_markdown(LETTER)
    assert f"- **Name, as given:** {NAME}" in text
    assert f"\n```\n{TOKEN}\n```\n" in text
    assert found_in(text.encode()) == TOKEN


def test_a_command_in_a_markdown_letter_is_set_off_and_nothing_else_is():
    said = "On Discord the command /attendance verify takes it, and a/b c or 1 / 2 does not."
    text = letter_markdown(replace(LETTER, checks=(said,), remarks=(said,)))
    set_off = said.replace("/attendance verify", "`/attendance verify`")
    assert text.count(set_off) == 1
    assert text.count(said) == 1, "a remark holds no command"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# big", r"\# big"),
        ("1. first", r"1\. first"),
        ("- not a list", r"\- not a list"),
        ("--- not a line", r"\--- not a line"),
        ("*a* _b_ `c` ~~d~~", r"\*a\* \_b\_ \`c\` \~\~d\~\~"),
        ("[x](http://y) <b>", r"\[x\](http://y) \<b\>"),
        ("a\n\nb", "a b"),
        ("3 times | 4", r"3 times \| 4"),
        ("Šárka 李 🌱", "Šárka 李 🌱"),
    ],
)
def test_words_mean_themselves_in_markdown(typed, written):
    assert plain(typed) == written


def test_an_exercise_in_markdown_reads_from_top_to_bottom():
    assert sheet_markdown(SHEET).split("\n\n") == [
        "# Balance wheel", "When it tips.", "A wheel with 3 parts.", "## Now", "**Home**", "4",
        "**Play**", "*left blank*", "**Next**", "- \\#strong\\[x\\]\n- a walk 🌱", "---",
        "Not therapy.\n",
    ]  # fmt: skip
