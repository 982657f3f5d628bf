"""The import contracts hold what they say: each planted stray import breaks one of them.

See docs/architecture.md#columns.
"""

import re
import tomllib
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from itertools import pairwise

import grimp
import pytest
from importlinter.contracts.layers import LayersContract

from tests.every import every
from tests.meta.source import HOUSE, ROOT, modules, text

MOST_MODULES = 15
"""Of one folder of the house, its `__init__` aside."""
FLAT = {"bot.content"}
"""A floor without columns: files of words, each with its reader."""


def contracts():
    told = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    return [one for one in told if one["type"] == "layers"]


@cache
def house() -> grimp.ImportGraph:
    return grimp.build_graph(*HOUSE, cache_dir=None)


def is_kept(options, graph: grimp.ImportGraph) -> bool:
    # the linter reads its options as words
    told = {key: str(one) if one is True else one for key, one in options.items()}
    allowed = {"unmatched_ignore_imports_alerting": "none"}
    return (
        LayersContract(options["name"], {"root_packages": HOUSE}, told | allowed)
        .check(graph, verbose=False)
        .kept
    )


def layers_of(options):
    """Give each layer, from above, as the modules in it that are there."""
    for line in options["layers"]:
        yield [re.sub(r"[() ]", "", name) for name in line.split("|")]


def strays():
    """Give for each contract an import from every module up to each one right above it."""
    for options in contracts():
        for container in options.get("containers", [""]):
            for above, below in pairwise(layers_of(options)):
                for upper in above:
                    for lower in below:
                        inside = [f"{container}.{name}".lstrip(".") for name in (lower, upper)]
                        yield options, *inside


def beside():
    """Give two modules of one layer that may not know each other."""
    for options in contracts():
        for container in options.get("containers", [""]):
            for layer in layers_of(options):
                for one, other in pairwise(layer):
                    inside = [f"{container}.{name}".lstrip(".") for name in (one, other)]
                    yield options, *inside


@every([*strays(), *beside()])
def test_a_stray_import_breaks_its_contract(stray):
    options, importer, imported = stray
    graph = house()
    assert {importer, imported} <= graph.modules
    graph.add_import(importer=importer, imported=imported)
    try:
        assert not is_kept(options, graph)
    finally:
        graph.remove_import(importer=importer, imported=imported)


@pytest.mark.parametrize("options", contracts(), ids=lambda one: one["name"])
def test_without_a_stray_every_contract_is_kept(options):
    assert is_kept(options, house())


EXHAUSTIVE = [one for one in contracts() if one.get("exhaustive")]


@pytest.mark.parametrize("options", EXHAUSTIVE, ids=lambda one: one["name"])
def test_a_folder_that_no_contract_names_breaks_it(options):
    graph = house()
    stray = f"{options['containers'][0]}.stray"
    graph.add_module(stray)
    try:
        assert not is_kept(options, graph)
    finally:
        graph.remove_module(stray)


def test_every_floor_with_folders_in_it_has_an_exhaustive_contract():
    held = {container for one in EXHAUSTIVE for container in one["containers"]}
    folders = {path.parent for path in modules(*HOUSE) if path.name == "__init__.py"}
    floors = {folder.parent for folder in folders if len(folder.parts) in {2, 3}}
    assert {".".join(one.parts) for one in floors} - held == FLAT


def test_no_modules_import_each_other_in_a_circle():
    graph = house()
    imported = {one: graph.find_modules_directly_imported_by(one) for one in graph.modules}
    assert set(TopologicalSorter(imported).static_order()) == graph.modules  # CycleError names one


def test_no_folder_holds_more_modules_than_one_can_look_over():
    every = modules(*HOUSE, "scripts")
    looked_over = [path for path in every if path.parent.name != "versions"]  # only grows
    sizes = Counter(path.parent for path in looked_over if path.name != "__init__.py")
    assert {str(folder): size for folder, size in sizes.items() if size > MOST_MODULES} == {}
