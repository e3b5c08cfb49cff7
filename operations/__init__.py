"""What is done with the whole database at once: backup, restore, and the move from one kind to the other."""
