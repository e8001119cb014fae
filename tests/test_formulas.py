"""The page of formulas names every function that works a figure out, and tests that are really there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.wording import ROOT

PAGE = (ROOT / "docs" / "formulas.md").read_text(encoding="utf-8")
NAMED_TESTS = sorted(set(re.findall(r"`(test_\w+\.py)::(\w+)`", PAGE)))
NAMED_FUNCTIONS = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", PAGE))
ANALYSIS = ROOT / "audit" / "analysis"
MODULES = ("parity", "scale", "statistics", "projection")


def functions(path: Path) -> Iterator[str]:
    """The public functions of a module."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name


def of_module(name: str) -> set[str]:
    """The public functions of a module, or of a package's modules under the package's name."""
    whole = ANALYSIS / name
    files = sorted(whole.glob("*.py")) if whole.is_dir() else [whole.with_suffix(".py")]
    return {f"{name}.{function}" for path in files for function in functions(path)}


@pytest.mark.parametrize(("file", "test"), NAMED_TESTS, ids="::".join)
def test_a_named_test_is_there(file: str, test: str) -> None:
    assert test in functions(ROOT / "tests" / "analysis" / file)


@pytest.mark.parametrize("module", MODULES)
def test_every_public_function_is_named(module: str) -> None:
    assert of_module(module) - NAMED_FUNCTIONS == set()


def test_every_named_function_is_there() -> None:
    named = {each for each in NAMED_FUNCTIONS if (ANALYSIS / each.split(".")[0]).exists() or _is_module(each)}
    assert named
    assert {each for each in named if each not in of_module(each.split(".")[0])} == set()


def _is_module(name: str) -> bool:
    return (ANALYSIS / f"{name.split('.')[0]}.py").exists()


@pytest.mark.parametrize(
    "row", [line for line in PAGE.splitlines() if line.startswith("|") and not line.startswith(("| what", "|---"))]
)
def test_a_row_has_a_function_a_source_and_a_test(row: str) -> None:
    cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]
    assert len(cells) == 5
    assert "`" in cells[2]
    assert cells[3]
    assert "::test_" in cells[4]
