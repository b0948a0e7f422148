from django.http import HttpRequest
from ninja import Router

from notify import keys
from notify.schemas import PushKeyOut

router = Router(tags=["notify"])


@router.get("/push-key", operation_id="get_push_key", response=PushKeyOut)
def get_push_key(request: HttpRequest) -> PushKeyOut:
    """The key by which push services know this installation; a browser subscribes with it."""
    return PushKeyOut(key=keys.public_key())
