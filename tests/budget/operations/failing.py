"""Routes whose views fail with what was entered in their hands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from budget.urls import urlpatterns as budget_urls


class FailingApi(APIView):
    schema = None

    def post(self, request: Request, token: str) -> Response:
        memo = request.data["memo"]
        raise ValueError(f"{memo} by {request.user.username} at {token}")


def page(request: HttpRequest, token: str) -> HttpResponse:
    memo: Any = request.GET["memo"]
    return HttpResponse(int(memo))


urlpatterns = [*budget_urls, path("api/failing/<token>/", FailingApi.as_view()), path("failing/<token>/", page)]
handler500 = "budget.errors.server_error"
