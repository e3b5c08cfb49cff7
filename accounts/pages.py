"""The page behind a reset link: a new password, set once."""

from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetCompleteView, PasswordResetConfirmView
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from core.errors import WrongCredentials

from .forms import NewPasswordForm
from .models import User


class ResetPassword(PasswordResetConfirmView):
    """Shows the form to whoever has a link that still holds, and says so to everybody else."""

    form_class = NewPasswordForm
    template_name = "accounts/reset.html"
    title = _("Set a new password")

    def get_user(self, uidb64: str) -> User | None:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        try:
            return super().form_valid(form)
        except WrongCredentials:
            # Sent twice at once: the first has used the link up.
            self.validlink = False
            return self.render_to_response(self.get_context_data(form=form))


class ResetDone(PasswordResetCompleteView):
    """Says that it worked."""

    template_name = "accounts/reset_done.html"
    title = _("The new password is set")
