# Python and make are all it takes: everything else comes into .venv, from the hashed locks, once.

PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
ifeq ($(VERSION),)
$(error $(PYTHON) is not there. Install Python 3.11 to 3.13, or name one: make PYTHON=python3.12)
endif

# What is installed leaves a stamp that names the interpreter and the lock's content.
stamp = $(VENV)/.$(1)-$(VERSION)-$(firstword $(shell cksum < $(2)))
RUN_STAMP := $(call stamp,run,requirements.txt)
DEV_STAMP := $(call stamp,dev,requirements-dev.txt)
TRUST_STAMP := $(call stamp,trust,requirements-trust.txt)
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard budget/locale/*/LC_MESSAGES/django.po))

INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes
# Checks never touch real data, whatever the environment says.
SCRATCH = folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && export BUDGET_DATA="$$folder" && unset DATABASE_URL POSTGRES_HOST
DEMO = BUDGET_DATA="$${BUDGET_DATA:-data}/demo" DATABASE_URL= POSTGRES_HOST= BACKUP_DIR=
# A file of tests stays on one core, so that a file that needs a server starts one.
PYTEST = $(PY) -m pytest -q -n 2 --dist loadfile
COVER = --cov --cov-report=
# Money and who may see it: every line and every branch.
EXACT = core/*,insights/*,*/services.py,*/selectors.py,accounts/limits.py,accounts/logins.py,accounts/passwords.py,$\
	expenses/listing.py,expenses/replies.py,expenses/rows.py,expenses/texts.py,reports/facts.py,reports/report.py,$\
	budget_management/recommendation.py,budget_management/averages.py,budget_management/drafts.py,$\
	reports/today.py,reports/summary.py,reports/statistics.py,reports/peers.py,reports/sentences.py,reports/amounts.py,reports/export.py,$\
	reports/months.py,reports/weekdays.py,reports/overview.py,reports/planning.py

# In the environment, so that `make clean` takes it along.
NEWMAN = $(VENV)/newman-6.2.2

# What runs long behind `make trust`, and what it measured, for the table in docs/security.md.
TRIALS = tests/trust tests/notifications/engine/test_killed.py tests/notifications/engine/test_at_once.py
RESULTS = $(VENV)/trust.jsonl

.PHONY: help run demo test test-sqlite trust mutants audit check bench bench-short postman collection rehearse screens messages dist lock clean
.DELETE_ON_ERROR:

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /make \1	/p' Makefile | expand -t 20

run: $(RUN_STAMP) $(TRANSLATIONS) ## serve; PORT, HOST, BUDGET_DATA and DATABASE_URL are heeded
	@exec $(PY) manage.py serve

demo: $(RUN_STAMP) $(TRANSLATIONS) ## serve a made-up household, in a folder of its own
	@test -z "$$DATABASE_URL" || echo "The demo keeps to its own folder; DATABASE_URL is left alone."
	@$(DEMO) $(PY) manage.py demo
	@$(DEMO) exec $(PY) manage.py serve

test: test-sqlite ## run every test, on SQLite and on PostgreSQL, and hold the coverage
	@echo "== PostgreSQL: the tests with a database =="
	@TEST_DATABASE=postgresql $(PYTEST)
	@echo "== coverage, by the tests on SQLite =="
	@$(PY) -m coverage report --skip-covered --fail-under=95
	@$(PY) -m coverage report --show-missing --skip-covered --include='$(EXACT)' --fail-under=100

test-sqlite: $(DEV_STAMP) $(TRANSLATIONS) ## run every test on SQLite
	@echo "== SQLite: every test =="
	@TEST_DATABASE=sqlite $(PYTEST) $(COVER)

trust: $(TRUST_STAMP) $(TRANSLATIONS) ## try for hours what docs/security.md promises; prints its table
	@rm -f $(RESULTS); code=0; for kind in sqlite postgresql; do \
		TRUST=long TRUST_RESULTS=$(RESULTS) TEST_DATABASE=$$kind $(PY) -m pytest -q $(TRIALS) || code=$$?; \
	done; $(PY) -m tests.trust.results $(RESULTS); exit $$code

audit: $(TRUST_STAMP) ## ask which pinned packages have known faults; needs the network
	@$(PY) -m tests.release.audit

mutants: $(TRUST_STAMP) $(TRANSLATIONS) ## change insights and core one small thing at a time, and count what no test notices; half an hour
	@rm -rf mutants
	@TEST_DATABASE=sqlite $(VENV)/bin/mutmut run --max-children 1
	@$(PY) -m tests.mutants

check: $(DEV_STAMP) $(TRANSLATIONS) ## lint, types, import contracts, migrations, configuration, the API's description
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(VENV)/bin/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
# There is none for other systems than Linux.
	@test ! -e $(VENV)/bin/hadolint || $(VENV)/bin/hadolint Dockerfile
	@$(SCRATCH) && $(PY) manage.py makemigrations --check --dry-run
	@$(SCRATCH) && $(PY) manage.py check --database default --fail-level WARNING
	@$(SCRATCH) && PUBLIC_URL=https://budget.example.org TRUSTED_PROXIES=1 $(PY) manage.py check --deploy --fail-level WARNING
	@$(PY) -m tests.docker.deployed
	@$(SCRATCH) && $(PY) manage.py spectacular --validate --fail-on-warn --file "$$folder/schema.yaml"

bench: $(DEV_STAMP) $(TRANSLATIONS) ## measure the service against a floor without a framework; BENCH="--many 1000000" for more
	@TEST_DATABASE=postgresql $(PY) -m benchmarks $(BENCH)

bench-short: $(DEV_STAMP) $(TRANSLATIONS) ## fail where a request costs grossly more than it did, in one process
	@for kind in sqlite postgresql; do TEST_DATABASE=$$kind $(PY) -m benchmarks.gross || exit; done

postman: $(DEV_STAMP) $(TRANSLATIONS) $(NEWMAN)/node_modules/.bin/newman ## walk the service with the Postman collection, twice on each database; needs npm
	@for kind in sqlite postgresql; do \
		TEST_DATABASE=$$kind NEWMAN=$(NEWMAN)/node_modules/.bin/newman $(PY) -m pytest -q tests/postman/newman.py || exit; \
	done

collection: $(RUN_STAMP) $(TRANSLATIONS) ## make the Postman collection anew from the API's description and postman/
	@$(SCRATCH) && $(PY) -m postman

rehearse: $(DEV_STAMP) ## do by hand what Docker Compose would do; needs root, the Python of the image, and mmdebstrap
	@VENV=$(VENV) docker/rehearse

screens: $(DEV_STAMP) $(TRANSLATIONS) ## take the pictures in docs/screens; needs Chromium
	@$(PY) -m tests.browser.screens docs/screens

messages: $(DEV_STAMP) ## bring the texts that people read into the Korean catalogue, to be translated there
	@PYTHONPATH=. $(PY) -m babel.messages.frontend --quiet extract --mapping-file babel.cfg --keywords 'N_ gettext_lazy gettext_noop' \
		--ignore-dirs '.* data tests' --no-location --sort-output --output-file $(VENV)/messages.pot .
	@$(PY) -m babel.messages.frontend --quiet update --input-file $(VENV)/messages.pot --domain django --output-dir budget/locale \
		--locale ko --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120

dist: $(DEV_STAMP) ## build an sdist, and from that a wheel, into dist/
	@rm -rf dist harumok.egg-info
	@$(PY) -m build --quiet --no-isolation --outdir dist .
	@rm -rf harumok.egg-info
	@ls dist/*

lock: ## make the locks anew from requirements*.in; needs uv and the network
	uv pip compile --quiet $(UPGRADE) $(LOCKED) requirements.in --output-file requirements.txt
	uv pip compile --quiet $(UPGRADE) $(LOCKED) --constraint requirements.txt requirements-dev.in --output-file requirements-dev.txt
	uv pip compile --quiet $(UPGRADE) $(LOCKED) --constraint requirements-dev.txt requirements-trust.in --output-file requirements-trust.txt
UPGRADE ?= --upgrade
# Extras stay, because pip looks past a pin without them for what asks for one with them.
LOCKED = --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header --no-annotate

clean: ## remove what was built; data stays
	rm -rf dist build harumok.egg-info $(VENV) .coverage .coverage.* htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache mutants
	rm -f budget/locale/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

$(RUN_STAMP): requirements.txt
	@$(call install,what the service runs on,$(VENV)/.run-*,$@)

$(DEV_STAMP): requirements-dev.txt
	@$(call install,what tests and checks need,$(VENV)/.dev-* $(VENV)/.run-*,$(RUN_STAMP) $@)

$(TRUST_STAMP): requirements-trust.txt
	@$(call install,what the long trials need,$(VENV)/.trust-* $(VENV)/.dev-* $(VENV)/.run-*,$(RUN_STAMP) $(DEV_STAMP) $@)

$(NEWMAN)/node_modules/.bin/newman: | $(DEV_STAMP)
	@echo "Installing newman (once)"
	@npm install --silent --no-audit --no-fund --ignore-scripts --prefix $(NEWMAN) newman@$(NEWMAN:$(VENV)/newman-%=%)

# Install what a lock names, and leave these stamps in place of those. Of two makes at once, one does it and the other waits.
install = exec 9<Makefile && $(PYTHON) -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' && { test $@ -nt $< || { \
	$(MAKE_VENV) && echo "Installing $(1) (once)" && $(INSTALL) -r $< && rm -f $(2) && touch $(3); }; }

# One of another Python, or half made, is made anew.
MAKE_VENV = $(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=python3.12")' \
	&& { test "$$($(PY) -c 'import pip, sys; print("%d.%d" % sys.version_info[:2])' 2>&1)" = $(VERSION) \
	|| { rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); }; }

%.mo: %.po | $(RUN_STAMP)
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
