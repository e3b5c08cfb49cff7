"""The ASGI application, for hosts that have nothing else; `make run` serves WSGI, which measured faster."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
application = get_asgi_application()
