# Thin names for the scripts; each line works as a plain command, too (see README.md).

VENV_BIN := .venv/bin
export PATH := $(CURDIR)/$(VENV_BIN):$(PATH)
export PORT

.DEFAULT_GOAL := help
.PHONY: help serve book test lab notebooks lint bench clean install

help:  ## show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 20

serve:  ## build the book and serve it on 127.0.0.1 (PORT=8080 chooses the port)
	@python3 scripts/serve.py --check
	@$(MAKE) --no-print-directory book
	@python scripts/serve.py

book: install  ## build the book into _build/html
	@python scripts/build_book.py

test:  ## install what tests need and run all of them
	@python3 scripts/bootstrap.py test
	@python scripts/run_tests.py

lab: install  ## open the chapters in JupyterLab
	@jupyter lab --notebook-dir=chapters

notebooks: install  ## execute all notebooks and store them in their canonical form
	@python scripts/notebooks.py

lint:  ## check style and spelling of the code, and the form of the stored notebooks
	@python3 scripts/bootstrap.py test
	@python scripts/run_tests.py lint

bench:  ## measure and print the figures of the README
	@python3 scripts/bootstrap.py test
	@python benchmarks/run.py

clean:  ## remove what was built (the packages in .venv and node_modules stay)
	@rm -rf _build .pytest_cache .ruff_cache .hypothesis

install:
	@python3 scripts/bootstrap.py
