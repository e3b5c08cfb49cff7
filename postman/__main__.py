"""Write the collection and its environment."""

from .files import files

for path, text in files().items():
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
