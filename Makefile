# `make demo` and `make test` need Python 3.11 or later, pip and make; everything else is set up in .venv.
# Another interpreter: make PYTHON=python3.12 …

PYTHON ?= python3
export PYTHON

BIN := .venv/bin
READY := .venv/ready

.PHONY: demo test lint format lock wheel clean help

help:
	@echo "make demo    build a graph from the articles in seeds/, and check it"
	@echo "make test    run the tests"
	@echo "make lint    check format, style and types"
	@echo "make format  put the code into the project's format"
	@echo "make wheel   build the wheel into dist/"
	@echo "make lock    renew requirements.lock"
	@echo "make clean   remove what the others made"

demo: $(READY)
	@mkdir -p out
	$(BIN)/kg build seeds -o out/seeds.ttl --outlet "Example News"
	$(BIN)/kg check out/seeds.ttl
	@echo
	@echo "The graph is in out/seeds.ttl. Try next:"
	@echo "  $(BIN)/kg query --name chains out/seeds.ttl     who said it, and through whom"
	@echo "  $(BIN)/kg explain seeds/phone-call.txt          which rule found what, and why"
	@echo "  $(BIN)/kg build ARTICLE.txt -o out/mine.ttl --outlet 'Your Paper' --date 2025-03-19"

test: $(READY)
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: $(READY)
	$(BIN)/python -m build --wheel --no-isolation

# The lock holds every platform and Python version the project supports, each package by version and
# checksum, and no address of an index: pip asks the index it is configured with.
lock: $(READY)
	@mkdir -p build
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --upgrade --no-config --no-header --quiet --output-file build/packages.lock
	cat .ci/lock-header build/packages.lock > requirements.lock

clean:
	rm -rf .venv build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Made again whenever the lock or the project's metadata changes.
$(READY): requirements.lock pyproject.toml
	@echo "Setting up .venv; the first time this takes a few minutes."
	.ci/venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
