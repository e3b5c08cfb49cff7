"""GET /api/categories/."""

from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.schema import describe
from core.api.views import ApiView

from . import selectors
from .examples import CATEGORIES
from .serializers import CategorySerializer


class CategoryList(ApiView):
    """All categories that the person can use."""

    @describe(
        id="categories_list",
        summary="All categories, in plan order",
        answers={200: CategorySerializer(many=True)},
        examples=[CATEGORIES],
    )
    def get(self, request: Request) -> Response:
        language = get_language()
        found = selectors.categories_of(self.user)
        return Response([{"category": c.code, "label": c.label(language)} for c in found])
