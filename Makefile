# What can be done with WhoKnows from a fresh clone: `make help` lists it.

PYTHON_IN_VENV := .venv/bin/python
CHROMIUM ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name) 2>/dev/null)))
WORKERS ?= 2
export CHROMIUM
# Without the compiled code that this forbids to keep, each start of WhoKnows compiles all of it again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: .venv-ready ## Start WhoKnows: the practice workspace, or your Slack when .env has its tokens
	@exec $(PYTHON_IN_VENV) app.py

.PHONY: install
install: .venv-ready ## Install or update what WhoKnows needs into .venv, without starting it

.PHONY: test
test: chromium-ready .venv-ready-for-tests check ## Check style, types and imports, then run every test
	@$(PYTHON_IN_VENV) -m pytest -n $(WORKERS) $(PYTEST)

.PHONY: check
check: check-style check-types check-imports ## Run the three checkers without the tests

.PHONY: check-style
check-style: .venv-ready-for-tests ## Check style (ruff)
	@$(PYTHON_IN_VENV) -m ruff check --quiet .
	@$(PYTHON_IN_VENV) -m ruff format --quiet --check . || { echo "Run make format to lay these files out."; exit 1; }

.PHONY: check-types
check-types: .venv-ready-for-tests ## Check types (mypy, strict)
	@$(PYTHON_IN_VENV) -m mypy

.PHONY: check-imports
check-imports: .venv-ready-for-tests ## Check that calls go one way (import-linter)
	@.venv/bin/lint-imports --no-logo

.PHONY: format
format: .venv-ready-for-tests ## Lay out the code and mend what ruff can mend
	@$(PYTHON_IN_VENV) -m ruff check --quiet --fix-only .
	@$(PYTHON_IN_VENV) -m ruff format .

.PHONY: pictures
pictures: chromium-ready .venv-ready-for-tests ## Write a picture of each surface, 1280 and 390 wide
	@$(PYTHON_IN_VENV) -m tests.pictures

.PHONY: faults
faults: .venv-ready-for-tests ## Kill the bot at random moments and count what was lost or said twice
	@$(PYTHON_IN_VENV) -m tests.faults

.PHONY: consent
consent: .venv-ready-for-tests ## Live ten thousand random histories and count what was seen before a yes
	@$(PYTHON_IN_VENV) -m tests.consent

.PHONY: privacy
privacy: .venv-ready-for-tests ## Live ten thousand random histories and count what was read by others
	@$(PYTHON_IN_VENV) -m tests.privacy

.PHONY: bench
bench: .venv-ready-for-tests ## Measure how fast it answers and delivers
	@$(PYTHON_IN_VENV) -m tests.bench

.PHONY: bench-routing
bench-routing: .venv-ready-for-benches ## Measure who is found, and how fast: make bench-routing DATA="a folder of sites"
	@$(PYTHON_IN_VENV) -m tests.bench.routing --joining --speed --markdown tests/bench/routing/figures.md $(addprefix --data ,$(DATA)) $(BENCH)

.PHONY: migration
migration: .venv-ready-for-tests ## Write the next migration from the models: make migration name="add lunches"
	@test -n "$(name)" || { echo 'Say what changes: make migration name="add lunches"'; exit 2; }
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	export DATABASE_URL="sqlite+aiosqlite:///$$folder/whoknows.db" && \
	$(PYTHON_IN_VENV) -m alembic upgrade head && $(PYTHON_IN_VENV) -m alembic revision --autogenerate -m "$(name)"

.PHONY: lock
lock: ## Choose the newest versions that pyproject.toml allows and write the locks
	@$(find-python); \
	$$python -m venv .lock-venv && .lock-venv/bin/python -m pip install $(pip-options) uv && \
	export UV_CUSTOM_COMPILE_COMMAND="make lock" && set -- --upgrade --universal --generate-hashes --python-version 3.11 --quiet && \
	.lock-venv/bin/uv pip compile pyproject.toml "$$@" --output-file requirements.lock && \
	.lock-venv/bin/uv pip compile pyproject.toml "$$@" --extra test --constraint requirements.lock --output-file requirements-test.lock && \
	.lock-venv/bin/uv pip compile pyproject.toml "$$@" --extra test --extra bench --constraint requirements-test.lock --output-file requirements-bench.lock

.PHONY: clean
clean: ## Remove what make created; your database and .env stay
	@rm -rf .venv .lock-venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +

.PHONY: chromium-ready
chromium-ready:
	@test -n "$(CHROMIUM)" || { echo "The browser tests need Chromium: install the package \"chromium\" (Debian and Ubuntu: sudo apt-get install chromium) or set CHROMIUM to its path."; exit 1; }

# An installed lock is kept as a copy in .venv, so an unchanged one is not installed again.
.PHONY: .venv-ready
.venv-ready:
	@$(call install,requirements.lock,Installing WhoKnows into .venv; this happens once and takes about a minute.)

.PHONY: .venv-ready-for-tests
.venv-ready-for-tests: .venv-ready
	@$(call install,requirements-test.lock,Installing what the tests need.)

.PHONY: .venv-ready-for-benches
.venv-ready-for-benches: .venv-ready-for-tests
	@$(call install,requirements-bench.lock,Installing what WhoKnows is measured beside.)

pip-options := --quiet --quiet --disable-pip-version-check --no-input --root-user-action ignore

# Sets $python to a Python that is new enough and can make virtual environments.
define find-python
python=; new_enough=; \
for candidate in python3.13 python3.12 python3.11 python3 python; do \
	"$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	new_enough=$$candidate; \
	"$$candidate" -c 'import ensurepip, venv' 2>/dev/null && python=$$candidate && break; \
done; \
if test -z "$$new_enough"; then \
	echo "WhoKnows needs Python 3.11 or newer: install it from python.org or with your system's packages, then try again."; exit 1; \
elif test -z "$$python"; then \
	echo "$$new_enough cannot make virtual environments: install its venv package (Debian and Ubuntu: sudo apt-get install python3-venv), then try again."; exit 1; \
fi
endef

# $(1): the lock. $(2): what to say before a slow step.
define install
if $(PYTHON_IN_VENV) -c '' 2>/dev/null && cmp -s $(1) .venv/$(1); then exit 0; fi; \
if $(PYTHON_IN_VENV) -c 'import pip' 2>/dev/null; then \
	echo "$(2)"; \
else \
	$(find-python); \
	echo "$(2)"; \
	"$$python" -m venv --clear .venv || exit 1; \
fi; \
$(PYTHON_IN_VENV) -m pip install $(pip-options) --require-hashes --requirement $(1) && cp $(1) .venv/$(1)
endef
