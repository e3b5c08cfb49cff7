"""A made-up household and its neighbours, for `make demo`."""
