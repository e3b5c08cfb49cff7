"""Routes of expenses, below /api/."""

from django.urls import path, register_converter

from core.api.ids import RowId

from . import api

register_converter(RowId, "expense")

urlpatterns = [
    path("expenses/", api.Expenses.as_view()),
    path("expenses/list/", api.ExpenseList.as_view()),
    path("expenses/create/", api.ExpenseCreation.as_view()),
    path("expenses/<expense:id>/", api.OneExpense.as_view()),
    path("expenses/update/<expense:id>/", api.ExpenseUpdate.as_view()),
]
