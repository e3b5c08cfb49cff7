def test_it_lists_the_eleven_categories_in_plan_order_with_other_last(as_alice):
    found = as_alice.get("/api/categories/").json()
    assert [row["category"] for row in found] == [
        "food", "housing", "transport", "health", "leisure", "education", "clothing", "telecom", "household",
        "beauty", "other",
    ]  # fmt: skip


def test_it_labels_them_in_korean_unless_asked_otherwise(as_alice):
    assert as_alice.get("/api/categories/").json()[0] == {"category": "food", "label": "식비"}


def test_it_labels_them_in_the_language_the_client_accepts(as_alice):
    answer = as_alice.get("/api/categories/", headers={"Accept-Language": "en"})
    assert answer.json()[0]["label"] == "Food"


def test_it_prefers_the_language_the_person_has_chosen(alice, as_alice):
    alice.language = "ko"
    alice.save()
    answer = as_alice.get("/api/categories/", headers={"Accept-Language": "en"})
    assert answer.json()[0]["label"] == "식비"


def test_it_refuses_a_parameter_it_does_not_know(as_alice):
    answer = as_alice.get("/api/categories/?page=2")
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"detail": ""} == {"code": "unknown_field", "detail": "", "attr": "page"}


def test_it_asks_for_a_login(anyone):
    answer = anyone.get("/api/categories/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
