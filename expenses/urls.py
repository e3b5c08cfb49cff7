"""Routes of expenses, below /api/."""

from django.urls import path, register_converter

from . import api


class RowId:
    """An id that the database can have, in the one spelling it has."""

    regex = "0|[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """Return the id; ValueError (no such route) beyond 64 bits."""
        number = int(value)
        if number > api.LARGEST_ID:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        """Return its digits."""
        return str(value)


register_converter(RowId, "expense")

urlpatterns = [
    path("expenses/", api.Expenses.as_view()),
    path("expenses/list/", api.ExpenseList.as_view()),
    path("expenses/create/", api.ExpenseCreation.as_view()),
    path("expenses/<expense:id>/", api.OneExpense.as_view()),
    path("expenses/update/<expense:id>/", api.ExpenseUpdate.as_view()),
]
