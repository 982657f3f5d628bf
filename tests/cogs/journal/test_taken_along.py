"""A worksheet to take along: as a file for its author alone, and its scales as a picture."""

from io import BytesIO

import pytest
from PIL import Image

from bot.content import worksheets
from bot.documents import making, pdf
from bot.documents.making import NotMade
from bot.rehearsal import cast
from bot.rehearsal.plain_text import plain, walk
from cogs.ui.journal.worksheets import papers
from tests.cogs.journal.alone import Alone

HALF = {"Body and sleep": "3", "Home": "8", "Work or learning": "5"}
REST = {"Which part would I like to grow?": "Home", "What's one first step?": "A *walk* at seven"}


@pytest.fixture(params=["server", "private"])
def ana(request, group) -> Alone:
    """Ana, in either place."""
    return Alone(group, private=request.param == "private")


async def filled(ana: Alone, choice: str = "Keep my answers") -> cast.Answer:
    """Fill in the wheel: its first half, nothing of the second, and the part to grow."""
    asked = await ana.say("worksheet open", kind="balance_wheel")
    shown = await ana.press(choice, asked)
    first = await ana.fill(await ana.press("Fill in page 1", shown), HALF)
    second = await ana.fill(await ana.press("Fill in page 2", first), {"Friends": "6"})
    return await ana.fill(await ana.press("Fill in page 3", second), REST)


async def files_of(answer: cast.Answer) -> dict[str, bytes]:
    """Give the files of a message by name."""
    assert answer.message is not None
    return {one.filename: await one.read() for one in answer.message.message.attachments}


@pytest.mark.parametrize("choice", ["Keep my answers", "Do not keep"])
async def test_a_wheel_is_shown_as_a_picture_too_once_it_is_filled_in(ana, choice):
    done = await filled(ana, choice)
    assert done.private
    assert done.text == "And as a picture, for you alone:"
    (gallery,) = [one for one in walk(done.message.components) if one["type"] == 12]
    heard = gallery["items"][0]["description"]
    assert heard.startswith("A wheel with 10 parts")
    assert "Home: 8. The part to grow." in heard
    assert "Money: left blank." in heard
    (data,) = (await files_of(done)).values()
    assert Image.open(BytesIO(data)).width >= 600


async def test_where_it_cannot_be_drawn_the_same_is_said_in_words(ana, monkeypatch):
    async def cannot(_):
        raise NotMade

    monkeypatch.setattr(papers, "png", cannot)
    done = await filled(ana)
    assert "The picture can't be drawn right now." in done.text
    assert "Home: 8. The part to grow." in done.text


async def test_a_worksheet_without_scales_or_with_none_filled_in_has_no_picture(ana):
    asked = await ana.say("worksheet open", kind="rulers")
    shown = await ana.press("Keep my answers", asked)
    first = await ana.fill(await ana.press("Fill in page 1", shown), {"Which change": "Wine"})
    done = await ana.fill(await ana.press("Fill in page 2", first), {})
    assert "All kept." in done.text


async def test_it_comes_as_a_text_file_and_as_a_pdf_for_its_author_alone(ana):
    await filled(ana)
    (choice,) = await offered(ana)
    handed = await ana.say("worksheet export", worksheet=choice)
    assert handed.private
    files = await files_of(handed)
    assert set(files) == {"balance_wheel.md", "balance_wheel.pdf"}
    text = files["balance_wheel.md"].decode()
    assert "A \\*walk\\* at seven" in text
    assert "**Money**\n\n*left blank*" in text
    assert "Ana" not in text
    assert files["balance_wheel.pdf"].startswith(b"%PDF")
    assert b"/MarkInfo" in files["balance_wheel.pdf"]


async def test_where_pdfs_are_not_made_there_is_the_text_file_and_no_word_of_them(ana, monkeypatch):
    monkeypatch.setattr(pdf, "available", lambda: False)
    handed = await handed_over(ana)
    assert "PDF" not in handed.text
    assert set(await files_of(handed)) == {"balance_wheel.md"}


async def test_where_a_pdf_cannot_be_made_the_text_file_comes_with_a_word_why(ana, monkeypatch):
    monkeypatch.setattr(making, "_MAKER", making._MAKER.with_name("nowhere.py"))
    handed = await handed_over(ana)
    assert "A PDF can't be made right now. The text file has the same words." in handed.text
    assert set(await files_of(handed)) == {"balance_wheel.md"}


async def handed_over(ana: Alone) -> cast.Answer:
    """Fill in the wheel, and have it as files."""
    await filled(ana)
    mine = await ana.say("worksheet mine")
    shown = await ana.choose("Go on with one, or read it", "My life as a wheel", mine)
    return await ana.press("Send me a file", shown)


@pytest.mark.parametrize("kind", list(worksheets.load()))
async def test_every_kind_is_filled_in_page_by_page_and_comes_out_whole(group, kind):
    ana, one = Alone(group), worksheets.load()[kind]
    asked = await ana.say("worksheet open", kind=kind)
    shown = await ana.press("Do not keep", asked)
    pages, files = len(one.pages), list[cast.Answer]()
    for number, page in enumerate(one.pages, start=1):
        form = await ana.press(f"Fill in page {number}", shown)
        given = {one.id: answer(one, number) for one in page.fields}
        if number == pages > 1:
            files.append(await ana.press("Send me a file", shown))
        shown = await ana.fill(form, given)
    seen = "\n".join(plain(one.components).text for one in group.seen("Ana") if one.ephemeral)
    for field in one.fields:
        assert field.label in seen
    for handed in files:
        assert f"{kind}.md" in await files_of(handed)


def answer(field, number):
    """Give an answer that fits a field."""
    if field.choices:
        return field.choices[0]
    return "7" if field.kind == "scale" else f"words of page {number}"


async def offered(ana: Alone) -> list[str]:
    """Give what the list of one's own worksheets offers."""
    place = ana.group.world.announcements
    name, option = "worksheet export", "worksheet"
    if ana.private:
        found = await ana.group["Ana"].user.autocomplete(name, option, "")
    else:
        found = await ana.group["Ana"].autocomplete(place, name, option, "")
    return [one["value"] for one in found]
