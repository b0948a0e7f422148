"""HTTP goes through Django's synchronous handler in threads.

Several times faster than its ASGI handler here.
"""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
