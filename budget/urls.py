"""Every route. Under /api/ the middleware folds slashes, so each has one spelling here."""

from django.contrib import admin
from django.http import Http404
from django.urls import include, path

from core.api.description import DescriptionView, DocsView

from .errors import not_found

urlpatterns = [
    # First what is asked most.
    path("api/", include("reports.urls")),
    path("api/", include("expenses.urls")),
    # Changing a password counts attempts and ends logins; Django's own page would do neither.
    path("admin/password_change/", not_found, {"exception": Http404()}),
    path("admin/", admin.site.urls),
    path("api/schema/", DescriptionView.as_view(), name="schema"),
    path("api/docs/", DocsView.as_view(url_name="schema"), name="docs"),
    path("account/", include("accounts.page_urls")),
    path("api/", include("accounts.urls")),
    path("api/accounts/", include("notifications.reset_urls")),
    path("api/", include("categories.urls")),
    path("api/", include("budget_management.urls")),
    path("api/", include("notifications.urls")),
    path("", include("notifications.page_urls")),
    path("", include("web.urls")),
]

handler400 = "budget.errors.bad_request"
handler403 = "budget.errors.forbidden"
handler404 = "budget.errors.not_found"
handler500 = "budget.errors.server_error"
