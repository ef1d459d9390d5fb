# make deck    builds the lecture on a machine that has only Python >= 3.11 and make.
# Every step leaves a stamp in .venv, so that a repeated call sets up nothing again and needs no network.
# All paths are relative: the folder may have spaces in its name.

DECK := output/soviet-japanese-border-war.pptx
OUTLINE := slides_src/soviet-japanese-border-war.yaml
VENV ?= .venv
PY := $(VENV)/bin/python
SOURCES := $(shell find podium -name '*.py')
PIP := $(PY) -m pip --disable-pip-version-check
# Exact versions with their hashes, then podium itself with nothing fetched for it: the same install next year.
install = $(PIP) install --quiet --require-hashes -r requirements/$(1).txt && \
	$(PIP) install --quiet --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
# Tests marked "render" look at slides with LibreOffice and poppler. CI has them, so there nothing is left out.
RENDERS := $(shell command -v soffice && command -v pdftotext && command -v pdftoppm)
# Those marked "browser" look at exported slides with Chromium, one with Firefox, if it is there; the same holds for them.
BROWSES := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
MISSING := $(if $(filter true,$(CI)),,$(if $(RENDERS),,render) $(if $(BROWSES),,browser))
SELECTED := $(if $(strip $(MISSING)),-m "not ($(subst $() $(), or ,$(strip $(MISSING))))")
PYTEST_ARGS ?=
# Where PYTHONDONTWRITEBYTECODE is set, each worker would compile all tests anew in every run, for some ten seconds.

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help deck decks test check bench look docs vscode lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do printf '  make %-6s %s\n' "$$name" "$$text"; done

deck: $(VENV)/.compiled ## set up what is missing and build the lecture: output/soviet-japanese-border-war.pptx
	$(PY) generate.py build $(OUTLINE) -o $(DECK)

decks: $(VENV)/.compiled ## build every outline of slides_src/
	$(PY) generate.py build

test: $(VENV)/.dev $(VENV)/.compiled ## set up what is missing and run the tests on two cores
	@$(if $(SELECTED),echo "LibreOffice with poppler or Chromium is not installed: left out are the tests marked $(strip $(MISSING)).")
	PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n 2 --dist worksteal $(SELECTED) $(PYTEST_ARGS)

check: $(VENV)/.dev $(VENV)/.compiled ## lint, types, imports, and the outlines of slides_src/
	$(PY) -m ruff check .
	$(PY) -m mypy podium
	$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-cache
	$(PY) generate.py check

bench: $(VENV)/.compiled ## time and memory for 25 to 3,000 slides, compared with the rivals that are installed
	$(PY) bench/run.py $(BENCH_ARGS)

# ONLYOFFICE's library is for looking only: it is no part of podium, and prints a watermark.
look: $(VENV)/.look decks ## draw every deck with LibreOffice and ONLYOFFICE side by side: output/look/
	$(PY) bench/look.py

docs: $(VENV)/.docs ## the documentation as a site that works offline: build/site/index.html
	$(PY) docs/site.py

vscode: ## package the extension for Visual Studio Code: editors/vscode/podium.vsix (needs npm)
	cd editors/vscode && npm ci --silent --no-audit --no-fund && npm run --silent package

clean: ## remove the virtual environment and all caches; decks in output/ stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks build dist podium.egg-info
	find podium tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------------------------------- setting up

# The first interpreter that is new enough and can make a virtual environment; PYTHON=... overrides the search.
FIND_PYTHON = for p in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && found="$$p" && break; done

$(VENV)/.made:
	@found=; $(FIND_PYTHON); \
	if [ -z "$$found" ]; then \
	  echo "podium needs Python 3.11 or newer with its venv module, and none was found$(if $(PYTHON), at $(PYTHON))." >&2; \
	  echo "Install one (Debian, Ubuntu: python3 and python3-venv), or name it: make deck PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$found ($$("$$found" --version))"; \
	"$$found" -m venv $(VENV)
	@touch $@

# These stamps are copies of what they were made from: a checkout that touches the files without changing them installs
# nothing, and needs no network.
$(VENV)/.deck: requirements/deck.txt pyproject.toml | $(VENV)/.made
	@cat $^ | cmp -s - $@ || { echo "Installing podium and what it needs"; $(call install,deck); }
	@cat $^ > $@

$(VENV)/.dev: requirements/dev.txt requirements/deck.txt pyproject.toml | $(VENV)/.made
	@cat $^ | cmp -s - $@ || { echo "Installing podium and what its tests need"; $(call install,dev); }
	@cat $^ > $@ && cat requirements/deck.txt pyproject.toml > $(VENV)/.deck

$(VENV)/.look: requirements/look.txt | $(VENV)/.deck
	$(PIP) install --quiet --require-hashes -r requirements/look.txt
	@touch $@

$(VENV)/.docs: requirements/docs.txt | $(VENV)/.deck $(VENV)/.compiled
	$(PIP) install --quiet --require-hashes -r requirements/docs.txt
	@touch $@

lock: $(VENV)/.made ## renew requirements/*.txt: the newest versions that pyproject.toml allows, for every system
	$(PIP) install --quiet --upgrade uv
	$(LOCK) -o requirements/deck.txt
	$(LOCK) --extra dev -o requirements/dev.txt
	$(COMPILE) requirements/look.in -o requirements/look.txt
	$(COMPILE) -c requirements/dev.txt requirements/docs.in -o requirements/docs.txt

COMPILE = $(PY) -m uv pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
LOCK = $(COMPILE) pyproject.toml requirements/build.in

# Python would do it by itself at the first start, but not where PYTHONDONTWRITEBYTECODE is set.
$(VENV)/.compiled: $(SOURCES) | $(VENV)/.deck
	@$(PY) -m compileall -q podium
	@touch $@
