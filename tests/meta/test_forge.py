"""What only the place that hosts the project reads: it calls what exists, and nothing unpinned."""

import re
import subprocess
import tomllib
from itertools import takewhile

import pytest

from tests.meta.source import ROOT, text, tracked

TOP = {
    ".ci", ".devcontainer", ".github", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
    "README.md", "SECURITY.md", "bot", "cogs", "config.example.toml", "deploy", "docs",
    "openround.py", "pyproject.toml", "scripts", "tests",
}  # fmt: skip
"""The top level. What only the host needs stands in `.github`, but that no editor looks there for
`.devcontainer`."""
WORKFLOWS = sorted((ROOT / ".github" / "workflows").iterdir())
CALLERS = [
    *WORKFLOWS,
    ROOT / ".github" / "pre-commit.yml",
    ROOT / ".devcontainer/devcontainer.json",
]
USES = re.compile(r"^\s*(?:- )?uses: (.*)$", re.MULTILINE)
PINNED = re.compile(
    r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.github/workflows/[\w.]+ .*"
)
SCRIPT = re.compile(r"(?<![\w/])scripts/[a-z]+")
JOB = re.compile(r"^  (\w+):\n((?:(?:    .*)?\n)+)", re.MULTILINE)
CLASSIFIER = re.compile(r"Programming Language :: Python :: (3\.\d+)")


def promised() -> list[str]:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    return CLASSIFIER.findall("\n".join(project["classifiers"]))


def runs(workflow: str) -> list[str]:
    """Give what the steps of a workflow run, folded and in blocks too."""
    found = []
    for start in re.finditer(r"^( *(?:- )?)run: ", workflow, re.MULTILINE):
        first, *more = workflow[start.end() :].splitlines()
        deeper = re.compile(rf" {{{len(start[1]) + 1}}}|$").match
        inside = takewhile(deeper, more)
        found.append("\n".join([first, *inside]))
    return found


def loose(workflow: str) -> list[str]:
    """Name the actions that are not pinned by a commit, with their version behind it."""
    return [used for used in USES.findall(workflow) if not PINNED.fullmatch(used)]


def test_nothing_new_stands_at_the_top():
    assert {path.parts[0] for path in tracked()} <= TOP


@pytest.mark.parametrize("path", CALLERS, ids=lambda path: path.name)
def test_only_scripts_that_exist_and_can_be_run_are_called(path):
    called = set(SCRIPT.findall(text(path))) - {"scripts/locks"}
    assert called
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "--stage", *called],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert {line.split("\t")[1] for line in listed.stdout.splitlines()} == called
    assert [line for line in listed.stdout.splitlines() if not line.startswith("100755")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(path):
    assert USES.findall(text(path))
    assert loose(text(path)) == []


@pytest.mark.parametrize(
    "used", ["actions/checkout@v7", "actions/checkout@main", "a/b@" + 40 * "a"]
)
def test_an_action_that_could_change_is_noticed(used):
    assert loose(f"      - uses: {used}\n") == [used]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_from_outside_is_written_into_a_command(path):
    assert [run for run in runs(text(path)) if "${{" in run] == []


@pytest.mark.parametrize(
    "step", ["run: echo ${{ a }}\nenv: b", "- run: |\n    b\n\n    echo ${{ a }}\n  env: b"]
)
def test_what_comes_from_outside_is_noticed_in_a_command(step):
    [whole] = runs(step)
    assert "${{" in whole
    assert "env" not in whole


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_nothing_but_what_each_job_says(path):
    workflow = text(path)
    assert "\t" not in workflow
    assert "\npermissions: {}\n" in workflow
    assert "\nconcurrency:\n" in workflow
    assert workflow.count("actions/checkout@") == workflow.count("persist-credentials: false")
    jobs = dict(JOB.findall(workflow.partition("\njobs:\n")[2] + "\n"))
    assert jobs
    for name, job in jobs.items():
        assert "    permissions:\n" in job, name
        assert ("    timeout-minutes: " in job) is ("    runs-on: " in job), name


def test_the_tests_run_on_every_python_that_is_promised():
    [first, *others] = re.findall(r"^ +python: \[(.*)\]$", text(WORKFLOWS[-1]), re.MULTILINE)
    assert WORKFLOWS[-1].name == "tests.yml"
    assert re.findall(r"3\.\d+", first) == promised()
    assert [set(re.findall(r"3\.\d+", more)) <= set(promised()) for more in others] == [True]


def test_the_image_and_the_container_to_work_in_have_a_python_that_is_promised():
    pythons = re.findall(
        r"^FROM python:(3\.\d+)-slim", text(ROOT / "deploy/Dockerfile"), re.MULTILINE
    )
    assert len(pythons) == 2
    pythons += re.findall(r"/python:(3\.\d+)", text(ROOT / ".devcontainer/devcontainer.json"))
    assert len(set(pythons)) == 1
    assert set(pythons) <= set(promised())


def test_nothing_goes_into_the_image_but_what_is_named_and_tracked():
    [first, *others] = [
        line
        for line in text(ROOT / "deploy/Dockerfile.dockerignore").splitlines()
        if not line.startswith("#")
    ]
    assert first == "*"
    tops = {path.parts[0] for path in tracked()}
    assert {line[1:] for line in others if line.startswith("!")} <= tops


def test_hooks_before_a_commit_fetch_nothing():
    repos = re.findall(r"repo: (.*)", text(ROOT / ".github/pre-commit.yml"))
    assert repos == ["local"]


def test_every_place_with_an_owner_exists():
    lines = text(ROOT / ".github/CODEOWNERS").splitlines()
    places = [line.split()[0] for line in lines if line.startswith("/")]
    assert places
    assert [place for place in places if not list(ROOT.glob(place.strip("/")))] == []
