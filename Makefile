# Two commands do everything: `make laporan` (the reports) and `make test`. `make lab` opens JupyterLab.
# Every path installs the versions of requirements.lock, each checked against its hash.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Compiled at once by all processors: every report, test and command after it starts quickly.
INSTALL := $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-build-isolation --constraint requirements.lock

.PHONY: laporan test lab lint lock clean

laporan: $(VENV)/.laporan
	$(BIN)/iku run

test: $(VENV)/.test lint
	$(BIN)/python -m pytest -n 2 --dist loadfile -q

lint: $(VENV)/.test
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy --no-error-summary

lab: $(VENV)/.lab
	$(BIN)/iku lab

lock: $(VENV)/.siap
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock

clean:
	rm -rf $(VENV) build *.egg-info

# uv and setuptools come first, from the same lock: pip takes over a minute for what uv does in seconds.
$(VENV)/.siap: requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	awk '/^[a-z]/ { keep = /^(uv|setuptools)==/ } keep' requirements.lock > $(VENV)/siap.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/siap.txt
	touch $@

$(VENV)/.laporan: $(VENV)/.siap pyproject.toml
	$(INSTALL) --editable .
	touch $@

# A git filter keeps outputs and run counts of notebooks out of commits; a folder without git goes without it.
$(VENV)/.lab: $(VENV)/.siap pyproject.toml
	$(INSTALL) --editable ".[lab]"
	$(BIN)/python -m iku_helpers.desk.git_filter
	touch $@ $(VENV)/.laporan

$(VENV)/.test: $(VENV)/.siap pyproject.toml
	$(INSTALL) --editable ".[lab,pdf,docx,cluster,setup,test]"
	touch $@ $(VENV)/.laporan
