"""The wheel: built, installed with the locked packages in a fresh environment, and used there as a user would."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import landtrack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent
TRIES = 600
OF_THE_BUILD = frozenset({"package.json", "package-lock.json", ".npmrc", "vendor.toml", "hatch_build.py"})

# One worker runs them all, so that the wheel is built and installed once.
pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet")
    run(*pip, "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a fresh environment; return its `landtrack`."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    run("uv", "venv", "--quiet", "--python", sys.executable, environment)
    install = ("uv", "pip", "install", "--quiet", "--python", environment, "--no-deps")
    run(*install, "--require-hashes", "-r", ROOT / "requirements.lock")
    run(*install, wheel)
    return environment / "bin" / "landtrack"


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run `command`, uv from this environment; return what it printed, or fail with what it said."""
    done = subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} said:\n{done.stdout}{done.stderr}"
    return done.stdout


def environment() -> dict[str, str]:
    """Return this process's environment without what could lead an installed landtrack back to the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LANDTRACK_", "COV_"))}
    return {**kept, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"}


@contextmanager
def served(command: Path, folder: Path) -> Iterator[str]:
    """Serve the demo register of `folder` on a free port; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    arguments = (command, "demo", "--dir", folder, "--port", str(port))
    log = folder.parent / "served.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(arguments, cwd=folder.parent, env=environment(), stdout=output, stderr=output) as server,
    ):
        try:
            wait_for(port, server, log)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when something listens on `port`; fail with the log when the server ends before."""
    for _ in range(TRIES):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"landtrack demo ended early: {log.read_text('utf-8')}")
        else:
            return
    pytest.fail(f"landtrack demo does not listen: {log.read_text('utf-8')}")


def test_holds_what_users_need_and_nothing_of_the_build(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert {
        "landtrack/py.typed",
        "landtrack/messages/locale/vi/LC_MESSAGES/landtrack.mo",
        "landtrack/shipped/geodata/units.csv",
        "landtrack/shipped/migrations/env.py",
        "landtrack/web/static/vendor/fonts.css",
        "landtrack/web/static/vendor/fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
        "landtrack/web/static/vendor/icons/map.svg",
        "landtrack/web/static/vendor/leaflet/leaflet.js",
        "landtrack/web/static/vendor/licenses/leaflet.txt",
    } <= held
    assert any(name.startswith("landtrack/shipped/templates/") for name in held)
    assert not [name for name in held if name.startswith("landtrack/shipped/geodata/") and name.endswith(".py")]
    assert not [name for name in held if Path(name).name in OF_THE_BUILD or "__pycache__" in name or "tests/" in name]


def test_runs_from_elsewhere(command: Path, tmp_path: Path) -> None:
    assert landtrack.__version__ in run(command, "--version", cwd=tmp_path)
    run(command, "init", "--database", f"sqlite:///{tmp_path / 'landtrack.db'}", cwd=tmp_path)
    assert (tmp_path / "landtrack.db").is_file()


@pytest.mark.browser
def test_opens_the_demo_on_a_map(command: Path, tmp_path: Path, page: Page) -> None:
    folder = tmp_path / "demo"
    run(command, "demo", "--dir", folder, "--no-serve", cwd=tmp_path)
    with served(command, folder) as address:
        page.goto(address)
        page.locator("button[name=role]").first.click()
        page.locator("header.shell").wait_for()
        page.goto(f"{address.rstrip('/')}/overview")
        page.locator(".leaflet-container").first.wait_for()
        page.wait_for_load_state("networkidle")
        assert page.locator(".leaflet-container").first.is_visible()
