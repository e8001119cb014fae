"""The tree is the architecture: what style and import contracts promise, held by the machine."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "audit").rglob("*.py"))
LONGEST_FILE = 250
LONGEST_FUNCTION = 40
PURE = (
    "audit.questionnaire.loader",
    "audit.questionnaire.flow",
    "audit.analysis.assembly",
    "audit.render.excel",
    "audit.lifecycle",
)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_opens_with_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [path for path in MODULES if "migrations" not in path.parts], ids=_name)
def test_a_module_keeps_one_reason_to_change(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", [path for path in MODULES if "migrations" not in path.parts], ids=_name)
def test_functions_stay_short(path: Path) -> None:
    lengths = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in _functions(path)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_the_domain_loads_without_web_or_database() -> None:
    program = (
        "import importlib, sys\n"
        f"for name in {PURE!r}: importlib.import_module(name)\n"
        "print(sorted({'flask', 'wtforms', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_package_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "helpers", "common", "core", "manager", "misc", "lib"}
    assert not [path for path in MODULES if drawers & {path.stem, *path.relative_to(ROOT).parts}]


def test_the_questionnaires_that_ship_are_named_by_their_files() -> None:
    files = sorted((ROOT / "questionnaires").glob("*.yaml"))
    assert [path for path in files if f"name: {path.stem}\n" not in path.read_text(encoding="utf-8")] == []
