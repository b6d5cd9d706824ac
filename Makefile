# Yutang 鱼塘. Only Python ≥ 3.11 and make are presumed; everything else is installed here.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup engines demo serve dev test check shape format bench weights lock messages vendor clean

help: ## print these commands
	@echo "Yutang 鱼塘"
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/' | expand -t 18

setup: $(READY) ## install what is needed here, and nothing else

demo: $(READY) ## set up everything and run the demo sale (PORT=8000, YUTANG_DATA=.data)
	$(BIN)/yutang demo

serve: $(READY) ## set up everything and run the platform with your own data
	$(BIN)/yutang serve

dev: $(READY) ## the same, taking up what you change in the code
	$(BIN)/yutang serve --dev

test: $(READY) ## set up everything and run all tests, a real browser included
	$(BIN)/python tools/browser.py
	$(BIN)/python tools/servers.py
	$(BIN)/python tools/tests.py $(ARGS)

check: $(READY) ## formatting, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	YUTANG_DATA=$(VENV)/.check DATABASE_URL=postgresql:///not-asked $(BIN)/mypy
	$(BIN)/python tools/messages.py --check

shape: $(READY) ## the house measured: functions, files, imports, copies, words (ARGS=--list)
	$(BIN)/python -m tools.shape $(ARGS)

format: $(READY) ## format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY) ## benchmarks, as ratios, with machine and commit
	$(BIN)/yutang bench

weights: $(READY) ## what each page of the running demo weighs (ADDRESS=http://127.0.0.1:8000)
	$(BIN)/python tools/page_weights.py $(ADDRESS)

engines: $(READY) ## what reads facts with Spark (needs Java) and keeps them in S3
	$(BIN)/python tools/install.py requirements-engines.lock

LOCK := $(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

lock: $(READY) ## resolve the dependencies anew, with hashes and no index host
	$(LOCK) -o requirements.lock
	$(LOCK) --extra spark --extra s3 -c requirements.lock -o requirements-engines.lock

messages: $(READY) ## collect the texts for translation into the rooms' catalogues
	$(BIN)/python tools/messages.py

vendor: $(READY) ## fetch the browser files of the manifest anew
	$(BIN)/python tools/vendor.py

clean: ## remove the environment (never the data)
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Yutang needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python tools/install.py requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
