from categories.catalog import CATALOG
from categories.models import Category


def test_the_database_holds_the_catalog_and_nothing_else(db):
    rows = Category.objects.filter(owner=None).order_by("position").values_list("code", "label_ko", "label_en")
    assert [tuple(row) for row in rows] == [tuple(one) for one in CATALOG]
