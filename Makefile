# Échoppe: `make run` opens the demo street, `make test` proves everything. Needs Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run setup test check bench pictures
.DEFAULT_GOAL := run

run: setup
	SHOP_DEMO=1 exec $(BIN)/python -m storefront run

setup: $(STAMP)

test: setup
	@exec $(BIN)/python -m tests.engines $(ARGS)

check: setup
	@$(BIN)/python -m pytest tests/house
	@exec $(BIN)/python -m storefront check

bench: setup
	@exec $(BIN)/python -m benchmarks $(ARGS)

pictures: setup
	@exec $(BIN)/python -m tests.browser.pictures $(ARGS)

$(STAMP): setup.cfg pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: install it, or say which one with make PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q python3-venv >/dev/null; } \
		|| { echo "Python's venv module is missing: install Debian's package 'python3-venv'."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing into $(VENV) (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[postgres,test]' -c constraints.txt
	@touch $@
