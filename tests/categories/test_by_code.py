from categories.selectors import categories_by_code


def test_ones_own_and_the_built_in_are_found(alice):
    assert [category.code for category in categories_by_code(alice, ["transport", "food"]).values()] == [
        "food",
        "transport",
    ]


def test_what_nobody_has_is_not_there(alice):
    assert categories_by_code(alice, ["nothing"]) == {}


def test_nobody_asks_the_database_about_no_code(alice, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert categories_by_code(alice, []) == {}
