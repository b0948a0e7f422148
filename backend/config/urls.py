from django.urls import path, re_path

from config import notices, pages
from config.api import api
from notify.unsubscribe import unsubscribe
from reports.checking.flag_page import flag_page
from reports.page import report_page

urlpatterns = [
    path("api/v1/", api.urls),
    path("r/<str:ref>", report_page, name="report"),
    path("r/<str:ref>/wrong", flag_page, name="flag"),
    path("unsubscribe/<str:token>", unsubscribe, name="unsubscribe"),
    path("privacy", notices.privacy, name="privacy"),
    path("accessibility", notices.accessibility, name="accessibility"),
    path("healthz", pages.alive),
    path("readyz", pages.ready),
    re_path(r"^(?!assets/|api/)(?P<path>[^.]*)$", pages.shell),
]
