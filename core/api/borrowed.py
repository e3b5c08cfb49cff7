"""Texts of DRF that people can meet here, listed so that our catalogue keeps its own Korean for them.

DRF's Korean goes by another locale name (ko_KR) and is never loaded for `ko`.
"""

from core.errors import N_

TEXTS = (
    N_("This field is required."),
    N_("This field may not be null."),
    N_("This field may not be blank."),
    N_("Must be a valid boolean."),
    N_("Not a valid string."),
    N_("Ensure this field has no more than {max_length} characters."),
    N_("Ensure this field has at least {min_length} characters."),
    N_("Enter a valid email address."),
    N_('"{input}" is not a valid choice.'),
    N_("This list may not be empty."),
    N_("Ensure this field has no more than {max_length} elements."),
    N_("Ensure this field has at least {min_length} elements."),
    N_("A server error occurred."),
    N_("Malformed request."),
    N_("Incorrect authentication credentials."),
    N_("Authentication credentials were not provided."),
    N_("You do not have permission to perform this action."),
    N_("Not found."),
    N_('Method "{method}" not allowed.'),
    N_("Could not satisfy the request Accept header."),
    N_("Server Error (500)"),
)
