"""The JSON API: every room's router under one roof."""

from ninja import NinjaAPI

from accounts.api import router as accounts
from accounts.audit_api import router as audit
from config.problems import handle_in
from insight.api import router as insight
from notify.api import router as notify
from reports.api import router as reports
from reports.photo_api import router as photos
from routing.api import router as routing
from workqueue.api import router as workqueue

api = NinjaAPI(
    title="Doorstep",
    version="1",
    description="Report a problem in your street, follow it, and clear it.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
handle_in(api)
for router in (accounts, audit, routing, photos, reports, workqueue, insight, notify):
    api.add_router("", router)
