from tests.factories import make_user


def test_django_s_own_password_page_is_not_there(client, db):
    client.force_login(make_user("alice", is_staff=True, is_superuser=True))
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/password_change/").status_code == 404
