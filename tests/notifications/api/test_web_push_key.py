from base64 import urlsafe_b64decode

from .asking import BASE

KEY = f"{BASE}web-push/"


def test_it_is_a_point_of_the_curve_for_browsers(as_alice):
    key = as_alice.get(KEY).json()["public_key"]
    point = urlsafe_b64decode(key + "=")
    assert (len(point), point[0]) == (65, 4)


def test_it_asks_for_a_login(anyone):
    assert anyone.get(KEY).status_code == 401
