#!/usr/bin/env python
"""Django's command line, for 하루몫."""

from budget.__main__ import main

if __name__ == "__main__":
    main()
