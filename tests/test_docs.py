"""The documentation says what the code does: commands, dimensions, formats, pins and licences."""

from __future__ import annotations

import re
import tomllib

import pytest

from analysis.__main__ import app
from analysis.export import FORMATS
from analysis.readers import READERS
from analysis.report import MEASURES, Measure
from analysis.version import VERSION
from tests.conftest import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_the_readme_names_every_dimension(measure: Measure) -> None:
    assert measure.label in read("README.md")


def test_the_readme_names_every_command_format_and_set_up_line() -> None:
    readme = read("README.md")
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"python -m analysis {command.callback.__name__}" in readme
    for name in FORMATS:
        assert f"`{name}`" in readme
    for line in ("make run", "make test", "pip install -r requirements.txt", "streamlit run dashboard.py"):
        assert line in readme


def test_the_readme_names_every_input_format() -> None:
    readme = read("README.md")
    assert [suffix for suffix in READERS if suffix.lstrip(".") not in readme] == []


def test_every_relative_link_leads_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "lexicons" / "README.md"]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_every_pinned_package_has_its_licence_recorded() -> None:
    recorded = read("docs/third_party_licences.md")
    for name, version in PINNED.findall(read("requirements.txt")):
        assert f"| {name} | {version} |" in recorded


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_a_hash(name: str) -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", read(name).strip())
    assert blocks
    assert [block for block in blocks if "--hash=sha256:" not in block or not PINNED.match(block)] == []


def test_one_version_everywhere() -> None:
    assert f'version = "{VERSION}"' in read("pyproject.toml")
    assert f"version: {VERSION}" in read("CITATION.cff")
    assert f"## {VERSION}" in read("CHANGELOG.md")


def test_the_dashboard_is_private_by_default_and_has_both_themes() -> None:
    config = tomllib.loads(read(".streamlit/config.toml"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["showEmailPrompt"] is False
    assert {"light", "dark"} <= config["theme"].keys()
