"""The JSON API: every room's router under one roof."""

from ninja import NinjaAPI

from accounts.api import router as accounts
from accounts.audit_api import router as audit
from accounts.reviewer_api import router as reviewer
from accounts.security_api import router as security
from accounts.session_api import router as session
from config.keeping_api import router as keeping
from config.problems import handle_in
from insight.api import router as insight
from notify.api import router as notify
from reports.api import router as reports
from reports.checking.check_api import router as checks
from reports.keeping.my_data_api import router as my_data
from reports.keeping.officer_api import router as officer
from reports.photo.photo_api import router as photos
from reports.private.private_api import router as private
from reports.private.sender_api import router as senders
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
for router in (
    accounts,
    session,
    security,
    audit,
    reviewer,
    routing,
    photos,
    reports,
    senders,
    checks,
    private,
    my_data,
    officer,
    keeping,
    workqueue,
    insight,
    notify,
):
    api.add_router("", router)
