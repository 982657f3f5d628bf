"""What a layout or form weighs against Discord's limits (docs/discord.md#messages)."""

from collections.abc import Iterator
from dataclasses import dataclass

from discord import ui

from bot.rehearsal.simkit import Wire

BUTTON, SELECT, TEXT = 2, 3, 10
BLUE = 1


@dataclass(frozen=True)
class Measured:
    components: int
    text: str
    rows: list[list[str]]
    """The labels in each row; a menu is one label, its placeholder."""
    labels: list[str]
    blue: list[str]
    """The labels of the buttons that stand out."""
    ids: list[str]
    menus: dict[str, list[str]]


def measured(view: ui.LayoutView) -> Measured:
    nodes = list(_walk(view.to_components()))
    rows = [node for node in nodes if node["type"] == 1]
    buttons = [node for node in nodes if node["type"] == BUTTON]
    return Measured(
        components=len(nodes),
        text="\n".join(node["content"] for node in nodes if node["type"] == TEXT),
        rows=[[_label(one) for one in row["components"]] for row in rows],
        labels=[_label(node) for node in buttons],
        blue=[_label(node) for node in buttons if node["style"] == BLUE],
        ids=[node["custom_id"] for node in nodes if "custom_id" in node],
        menus=_menus(nodes),
    )


def _menus(nodes: list[Wire]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in nodes:
        if node["type"] == SELECT:
            labels = [one["label"] for one in node["options"]]
            found.setdefault(node["placeholder"], []).extend(labels)
    return found


def more(found: Measured) -> list[str]:
    """Every line of the menus `More`."""
    menus = (lines for name, lines in found.menus.items() if name.startswith("More"))
    return [line for lines in menus for line in lines]


def fits(view: ui.LayoutView) -> Measured:
    """Check a layout against every limit that Discord sets; one button at most is the right one."""
    found = measured(view)
    assert len(found.blue) <= 1
    assert found.components <= 40
    assert 0 < len(found.text) <= 4000
    assert len(set(found.ids)) == len(found.ids)
    for node in _walk(view.to_components()):
        _fits_node(node)
    return found


def _fits_node(node: Wire) -> None:
    if node["type"] == BUTTON:
        assert 0 < len(node["label"]) <= 80
    if "custom_id" in node:
        assert 0 < len(node["custom_id"]) <= 100
    if node["type"] == SELECT:
        assert len(node["placeholder"]) <= 150
        assert 1 <= len(node["options"]) <= 25
        values = [one["value"] for one in node["options"]]
        assert len(set(values)) == len(values)
        for one in node["options"]:
            assert 0 < len(one["label"]) <= 100
            assert len(one.get("description") or "") <= 100
    if node["type"] == 1:
        assert 1 <= len(node["components"]) <= 5
    if node["type"] == TEXT:
        assert node["content"].strip()


def form_fits(form: ui.Modal | None) -> list[str]:
    """Check a form against every limit that Discord sets; gives what it asks for."""
    assert form is not None
    wire = form.to_dict()
    assert len(wire["title"]) <= 45
    assert len(wire["custom_id"]) <= 100
    assert 1 <= len(wire["components"]) <= 5
    for label in wire["components"]:
        assert 0 < len(label["label"]) <= 45
        assert len(label.get("description") or "") <= 100
        assert label["component"].get("max_length", 1) <= 4000
    return [label["label"] for label in wire["components"]]


def _walk(nodes: list[Wire]) -> Iterator[Wire]:
    for node in nodes:
        yield node
        yield from _walk(node.get("components", []))
        if node.get("accessory"):
            yield from _walk([node["accessory"]])


def _label(node: Wire) -> str:
    return node.get("label") or node.get("placeholder") or ""
