"""내역: expenses by day, and what can be done to one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts.access import PageRequest, signed_in
from expenses import services


@require_POST
@signed_in
def remove(request: PageRequest, expense_id: int) -> HttpResponse:
    """Delete an expense."""
    services.remove_expense(owner=request.user, expense_id=expense_id)
    if request.htmx:
        return HttpResponseClientRefresh()
    messages.success(request, _("Deleted."))
    return redirect("expenses")
