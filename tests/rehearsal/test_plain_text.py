"""Cards become words."""

from discord import MediaGalleryItem, ui

from bot.rehearsal.plain_text import plain
from tests.rehearsal.toy import Form, card


def test_marks_are_taken_off_and_words_kept():
    told = plain(card("Check-in", 3).to_components(), time=lambda at, style: f"<{at}{style}>")
    assert told.text == "Check-in\nAna has the floor · until <1767210000t>."
    assert str(told).endswith("[Join · 3] [Type instead] [My options]")


def test_a_picture_is_told_as_whoever_cannot_see_it_hears_it_and_a_file_by_its_name():
    view = ui.LayoutView()
    drawn = MediaGalleryItem("attachment://trend.png", description="A chart of 3 entries.")
    view.add_item(ui.MediaGallery(drawn, MediaGalleryItem("https://cdn.test/1/wheel.png?ex=1")))
    view.add_item(ui.File("attachment://letter.md"))
    told = plain(view.to_components())
    assert told.files == (
        "(a picture: A chart of 3 entries.)",
        "(a picture: wheel.png)",
        "(a file: letter.md)",
    )


def test_people_roles_and_rooms_are_named():
    view = ui.LayoutView()
    view.add_item(ui.TextDisplay("<@1> and <@!2> ask <@&3> in <#4>"))
    told = plain(view.to_components(), name=lambda kind, which: f"{kind}{which}")
    assert told.text == "@1 and @2 ask @&3 in #4"


def test_a_form_shows_its_fields_and_choices():
    told = plain(Form().to_dict()["components"], "Type instead")
    assert told.text == "Type instead\nWhat you want to say\nHow it goes"
    assert told.selects == ("(Write here)", "(Choose: With my name / Without)")


def test_stars_and_lines_that_are_not_marks_stay():
    view = ui.LayoutView()
    view.add_item(ui.TextDisplay("2 * 3 = 6, *really*\n-# small\n> said\nsnake_case"))
    assert plain(view.to_components()).text == "2 * 3 = 6, really\nsmall\nsaid\nsnake_case"


def test_a_section_is_read_from_top_to_bottom():
    view = ui.LayoutView()
    view.add_item(ui.Section("One thing", accessory=ui.Button(label="Ask", custom_id="a")))
    view.add_item(ui.TextDisplay("Last"))
    assert str(plain(view.to_components())) == "One thing\nLast\n[Ask]"


def test_a_person_s_own_stars_are_read_as_they_wrote_them():
    view = ui.LayoutView()
    view.add_item(ui.TextDisplay(r"> **I said \*no\*, \_once\_ and \# one \> two**"))
    assert plain(view.to_components()).text == "I said *no*, _once_ and # one > two"
