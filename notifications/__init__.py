"""Messages: in the morning what today allows, in the evening how it went, to each person, once."""
