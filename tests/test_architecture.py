"""The shape of the project: directions of imports, sizes, names, what may lie where, and what no file may say."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "landtrack"
WEB = PACKAGE / "web"

TOP_LEVEL = frozenset(
    {
        ".ci", ".gitattributes", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "SECURITY.md",
        "benchmarks", "docs", "geodata", "hatch_build.py", "landtrack", "migrations", "pyproject.toml",
        "requirements-build.lock", "requirements-dev.lock", "requirements.lock", "templates", "tests",
    }
)  # fmt: skip
# A file with such a noun gathers whatever has no place of its own; nouns come last, so record_case.py is a verb's.
STRAY = re.compile(r"(^|_)(base|common|core|data|handler|helper|info|item|manager|misc|object|process|record|util)s?$")
LONGEST_FILE = 250
LONGEST_FUNCTION = 45

# The commands are imported when they run, so that --help answers at once.
LAZY = PACKAGE / "cli" / "__init__.py"
# What would give the domain a clock, a disk, a network or dice.
IMPURE = frozenset(
    {"asyncio", "glob", "http", "io", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "ssl",
     "subprocess", "tempfile", "threading", "time", "urllib"}
)  # fmt: skip

# Text from cases would run in the reader's browser.
UNSAFE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    r"|\|\s*safe\b|autoescape\s+false|\bMarkup\("
)
# Written in pieces, so that this file does not say them itself.
UNSPEAKABLE = re.compile(
    "|".join(
        re.escape(host + end)
        for host, end in (
            ("pypi", ".org"), ("pythonhosted", ".org"), ("npmjs", ".org"), ("npmjs", ".com"), ("yarnpkg", ".com"),
            ("deb.debian", ".org"), ("/wor", "k/"), ("/opt/", "pypi"),
        )
    )
)  # fmt: skip


def known_files() -> list[Path]:
    """Return every file that git holds or would hold."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def python_files() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def syntax(file: Path) -> ast.Module:
    """Return the syntax tree of `file`."""
    return ast.parse(file.read_text("utf-8"), str(file))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of the tree, inner ones and methods too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def names(files: Iterable[Path]) -> list[str]:
    """Return the paths as people write them."""
    return [str(file.relative_to(ROOT)) for file in files]


def pyproject() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_imports_point_downwards() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_top_level_holds_what_it_should() -> None:
    found = {file.relative_to(ROOT).parts[0] for file in known_files()}
    assert found <= TOP_LEVEL


def test_no_stray_names() -> None:
    folders = {file.parent for file in python_files()}
    assert names(path for path in [*python_files(), *folders] if STRAY.search(path.stem)) == []


def test_files_and_functions_are_short() -> None:
    long_files = [file for file in python_files() if len(file.read_text("utf-8").splitlines()) > LONGEST_FILE]
    assert names(long_files) == []
    long_functions = [
        f"{file.relative_to(ROOT)}:{function.lineno} {function.name}"
        for file in python_files()
        for function in functions(syntax(file))
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long_functions == []


def test_no_imports_inside_functions() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in python_files()
        if file != LAZY
        for function in functions(syntax(file))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_domain_is_pure() -> None:
    allowed = {"landtrack", "shapely", *sys.stdlib_module_names} - IMPURE
    found = []
    for file in sorted((PACKAGE / "domain").rglob("*.py")):
        for node in ast.walk(syntax(file)):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{file.name}: {name}" for name in imported if name.split(".")[0] not in allowed]
            if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
                found.append(f"{file.name}:{node.lineno} asks the clock")
    assert found == []


# Where markup of our own files, never a text of a case, is handed to a template; a fourth place needs a reason here.
OWN_MARKUP = {
    "landtrack/maps/local_map.py": "what folium makes of a boundary's numbers, with the nonce put in",
    "landtrack/web/shown_drawing.py": "pictures that we draw, every text in them escaped",
    "landtrack/web/static_files.py": "the drawing of an icon that the wheel ships",
}


def test_nothing_is_written_into_pages_as_markup() -> None:
    written = [
        file
        for file in known_files()
        if file.suffix in {".py", ".html", ".js", ".jinja", ".xml"}
        and file.relative_to(ROOT).parts[0] in {"landtrack", "templates"}
    ]
    assert written
    assert sorted(names(file for file in written if UNSAFE.search(file.read_text("utf-8")))) == sorted(OWN_MARKUP)


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = [file for file in known_files() if UNSPEAKABLE.search(file.read_bytes().decode("utf-8", "replace"))]
    assert names(found) == []


def test_lock_files_hold_hashes_and_no_hosts() -> None:
    for file in ROOT.glob("requirements*.lock"):
        text = file.read_text("utf-8")
        assert "://" not in text
        pins = re.findall(r"^[A-Za-z0-9].*$", text, re.MULTILINE)
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
    lock = (WEB / "package-lock.json").read_text("utf-8")
    assert "://" not in lock
    packages = {name: entry for name, entry in json.loads(lock)["packages"].items() if name}
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())


def test_runtime_pins_are_the_tested_ones() -> None:
    pins = {
        name: set(re.findall(r"^[A-Za-z0-9].*?(?= \\$)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
    }
    assert pins["requirements.lock"] <= pins["requirements-dev.lock"]
    assert pins["requirements-build.lock"] <= pins["requirements-dev.lock"]


def test_build_requirements_are_the_locked_ones() -> None:
    project = pyproject()
    assert project["build-system"]["requires"] == project["dependency-groups"]["build"]


def test_every_vendored_package_brings_its_licence() -> None:
    wanted = json.loads((WEB / "package.json").read_text("utf-8"))["dependencies"]
    copies = tomllib.loads((WEB / "vendor.toml").read_text("utf-8"))["copies"]
    assert {name for name, files in copies.items() if any("licenses/" in to for to in files.values())} == set(wanted)


def test_continuous_integration_runs_the_tests_and_nothing_else() -> None:
    commands = [
        line for line in (ROOT / ".ci" / "run").read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "${BASH_SOURCE[0]}")/.."', "exec make test"]
