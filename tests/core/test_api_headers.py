"""What no browser may do with an answer of the API."""

import pytest


@pytest.mark.parametrize("path", ["/api/categories/", "/api/nothing/", "/api/schema/"])
def test_every_answer_says_that_it_is_no_page(as_alice, path):
    answer = as_alice.get(path, checked=False)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(answer["Content-Security-Policy"].split("; "))
    assert "Access-Control-Allow-Origin" not in answer
