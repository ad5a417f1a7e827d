# The commands of README.md and CONTRIBUTING.md. Needs Python 3.11 or newer and make; nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: read test setup check long terminals pictures bench bench-size clean

read: setup  ## open the reader on the sample articles, in a library of their own
	@$(BIN)/newsread --library .read/library.db samples

test: setup  ## run all tests but the long ones
	$(BIN)/pytest -n auto -m "not long"

setup: $(READY)  ## make .venv with everything pinned in constraints.txt

check: setup  ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tests
	$(BIN)/lint-imports

long: setup  ## the tests that take minutes
	$(BIN)/pytest -m long

terminals: setup  ## newsread in five real terminals, in tmux too, or in $(TERMINALS), read back from the pixels
	@$(BIN)/python -m tests.terminals.run $(TERMINALS)

pictures: setup  ## take the pictures of README.md again, from xterm on the sample articles
	@$(BIN)/python -m tests.terminals.pictures

bench: setup  ## one JSON object a line: what was measured, against what, the ratio
	@$(BIN)/python -m tests.benchmarks.run

bench-size: setup  ## the same for libraries of 1,000 to 100,000 articles, kept in .bench; takes minutes
	@$(BIN)/python -m tests.benchmarks.size .bench

clean:  ## remove everything that the other targets made
	rm -rf $(VENV) .read .bench .terminals build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newsread needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --config-settings editable_mode=compat --editable '.[dev]'
	@touch $@
