from django.db import migrations

# As they were in this version: what changes later comes with a migration of its own.
BUILT_IN = (
    ("food", "식비", "Food"),
    ("housing", "주거", "Housing"),
    ("transport", "교통", "Transport"),
    ("health", "의료", "Health"),
    ("leisure", "문화·여가", "Leisure"),
    ("education", "교육", "Education"),
    ("clothing", "의류", "Clothing"),
    ("telecom", "통신", "Telecom"),
    ("household", "생활용품", "Household goods"),
    ("beauty", "미용", "Beauty"),
    ("other", "기타", "Other"),
)


def add_built_in(apps, schema_editor):
    Category = apps.get_model("categories", "Category")
    for position, (code, label_ko, label_en) in enumerate(BUILT_IN):
        labels = {"label_ko": label_ko, "label_en": label_en, "position": position * 10}
        Category.objects.update_or_create(owner=None, code=code, defaults=labels)


class Migration(migrations.Migration):
    dependencies = [("categories", "0001_initial")]
    operations = [migrations.RunPython(add_built_in, migrations.RunPython.noop)]
