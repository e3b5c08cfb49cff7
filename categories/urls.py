"""Routes of categories, below /api/."""

from django.urls import path

from . import api

urlpatterns = [path("categories/", api.CategoryList.as_view())]
