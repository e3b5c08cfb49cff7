"""Pages and the API each pass their own middleware, in Django's order."""

import pytest
from django.http import HttpResponse

from budget.branches import ApiOrPages


class Noted:
    """Middleware that writes down when it is passed, and by what it was asked."""

    name: str

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.passed = [*getattr(request, "passed", []), self.name]
        return self.get_response(request)


class Outer(Noted):
    name = "outer"

    def process_view(self, request, view, args, kwargs):
        request.passed.append("outer's look at the view")


class Inner(Noted):
    name = "inner"

    def process_view(self, request, view, args, kwargs):
        request.passed.append("inner's look at the view")

    def process_exception(self, request, exception):
        return HttpResponse(f"inner took {exception}")


class Outermost(Outer):
    """Which never hears of what Inner took."""

    def process_exception(self, request, exception):
        return HttpResponse("nothing comes so far")


class OfApi(Noted):
    name = "api"


@pytest.fixture
def branches(settings):
    settings.API_MIDDLEWARE = [f"{__name__}.OfApi"]
    settings.PAGE_MIDDLEWARE = [f"{__name__}.Outermost", f"{__name__}.Inner"]
    return ApiOrPages(lambda request: HttpResponse(", ".join(request.passed)))


@pytest.mark.parametrize(
    ("path", "passed"),
    [
        ("/", b"outer, inner"),
        ("/apiary/", b"outer, inner"),
        ("/api/", b"api"),
        ("/api", b"api"),
        ("//api/x/", b"api"),
    ],
)
def test_a_path_decides_what_is_passed(rf, branches, path, passed):
    request = rf.get("/")
    request.path_info = path
    assert branches(request).content == passed


def test_the_pages_middleware_looks_at_the_view_from_the_outermost_on(rf, branches):
    request = rf.get("/")
    request.passed = []
    assert branches.process_view(request, None, (), {}) is None
    assert request.passed == ["outer's look at the view", "inner's look at the view"]


def test_the_innermost_is_asked_first_about_an_exception(rf, branches):
    assert branches.process_exception(rf.get("/"), LookupError("x")).content == b"inner took x"


def test_the_api_is_asked_about_neither(rf, branches):
    request = rf.get("/api/")
    assert branches.process_view(request, None, (), {}) is None
    assert branches.process_exception(request, LookupError()) is None


# Django's own checks look for these in MIDDLEWARE, and are silenced.
@pytest.mark.parametrize(
    "name",
    [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
)
def test_pages_have_what_the_admin_and_forms_need(settings, name):
    assert name in settings.PAGE_MIDDLEWARE
