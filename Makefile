# Lettertrail needs make and Python 3.11 or newer; all else goes into $(VENV), its hashes checked.
#
#   make run              set up, load the demo letters, serve at http://127.0.0.1:8000    PORT=8001 make run
#   make test             set up, run every test, on SQLite and on a real PostgreSQL       make test ARGS="-k times"
#   make lint             ruff, mypy --strict, import contracts
#   make bench            how long reading and comparing take, and how well linking does beside others
#   make lock             requirements*.txt anew from pyproject.toml (needs uv)

PYTHON ?= python3
VENV   ?= .venv
PORT   ?= $(or $(LETTERTRAIL_PORT),8000)
ARGS   ?=
UV     ?= uv
BIN    := $(VENV)/bin

.PHONY: help run test lint bench lock clean
.DEFAULT_GOAL := help

help:
	@sed -n '3,7s/^#   //p' Makefile

run: $(VENV)/.ready-to-run
	@LETTERTRAIL_PORT=$(PORT) $(BIN)/lettertrail demo
	@LETTERTRAIL_PORT=$(PORT) exec $(BIN)/lettertrail serve

test: $(VENV)/.ready-to-test
	@echo "==> Running the tests"
	@# Tests start the product some hundred times, each time anew where Python is told to keep nothing compiled.
	@$(BIN)/python -m compileall -q snapshots diffing service migrations
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

lint: $(VENV)/.ready-to-test
	@echo "==> ruff check"          && $(BIN)/ruff check .
	@echo "==> ruff format --check" && $(BIN)/ruff format --check .
	@echo "==> mypy --strict"       && $(BIN)/mypy
	@echo "==> lint-imports"        && $(BIN)/lint-imports

bench: $(VENV)/.ready-to-test
	@$(BIN)/python -m pytest tests/benchmarks --benchmark-enable --benchmark-only $(ARGS)
	@$(BIN)/python tests/benchmarks/linking/compare_linkers.py

PIN := compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
       --custom-compile-command "make lock" pyproject.toml --group build

lock:
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv, or UV=/path/to/uv make lock" >&2; exit 1; }
	$(UV) pip $(PIN) -o requirements.txt
	$(UV) pip $(PIN) --extra dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks

# A stamp is touched only when its installation went through; it is older than what it was made from as soon as
# that changes. What runs the product is enough for `run`; `test` and `lint` add to the same environment.

$(VENV)/.ready-to-run: requirements.txt pyproject.toml | $(VENV)/pyvenv.cfg
	$(call install,requirements.txt,$@)

$(VENV)/.ready-to-test: requirements-dev.txt pyproject.toml | $(VENV)/pyvenv.cfg
	$(call install,requirements-dev.txt,$@)

define install
	@rm -f $(2)
	@echo "==> Installing $$(grep -c '^[a-z]' $(1)) packages from $(1) (the first time takes about half a minute)"
	@{ $(BIN)/python -m pip --disable-pip-version-check install --progress-bar off --no-compile --require-hashes -r $(1) \
	   && touch $(2).packages; } \
	   | awk '/^Collecting/ { if (++n % 10 == 0) { print "    " n " packages fetched"; fflush() } } \
	          /^Installing/ { print "    unpacking"; fflush() }'
	@test -f $(2).packages || { echo "The packages could not be installed: see the message above; make again goes on from here." >&2; exit 1; }
	@rm -f $(2).packages
	@# pip compiles one file after another, and the packages' own tests as well; what is no Python of today is left.
	@$(BIN)/python -m compileall -qq -j 0 -x '/tests/' $(VENV)/lib || true
	@$(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	@touch $(2)
endef

# The first Python that is new enough wins: $(PYTHON) if it is, else the newest that has a version in its name.
$(VENV)/pyvenv.cfg:
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
	   "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	   echo "==> Creating $(VENV) with $$("$$python" --version)"; \
	   "$$python" -m venv $(VENV) && exit 0; \
	   rm -rf $(VENV); \
	   echo "$$python cannot create $(VENV): on Debian and Ubuntu, apt install python3-venv and make again." >&2; exit 1; \
	 done; \
	 echo "Lettertrail needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 || true)." >&2; \
	 echo "Install one (python.org, or your system's packages), or name it: PYTHON=/path/to/python3.11 make run" >&2; \
	 exit 1
