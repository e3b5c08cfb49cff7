"""Every route. Under /api/ the middleware folds slashes, so each has one spelling here."""

from django.contrib import admin
from django.http import Http404
from django.urls import include, path
from django.views.generic import TemplateView

from core.api.description import DescriptionView, DocsView
from core.api.errors import not_found

urlpatterns = [
    path("", TemplateView.as_view(template_name="budget/home.html"), name="home"),
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
    path("api/", include("reports.urls")),
    path("api/", include("expenses.urls")),
    path("api/", include("notifications.urls")),
    path("account/", include("notifications.page_urls")),
]

handler400 = "core.api.errors.bad_request"
handler403 = "core.api.errors.forbidden"
handler404 = "core.api.errors.not_found"
handler500 = "core.api.errors.server_error"
