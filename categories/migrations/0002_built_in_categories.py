from django.db import migrations

from categories.catalog import CATALOG


def add_built_in(apps, schema_editor):
    Category = apps.get_model("categories", "Category")
    for position, (code, label_ko, label_en) in enumerate(CATALOG):
        labels = {"label_ko": label_ko, "label_en": label_en, "position": position * 10}
        Category.objects.update_or_create(owner=None, code=code, defaults=labels)


class Migration(migrations.Migration):
    dependencies = [("categories", "0001_initial")]
    operations = [migrations.RunPython(add_built_in, migrations.RunPython.noop)]
