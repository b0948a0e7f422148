"""What was told is kept for a while, for whoever asks; then it goes."""

from datetime import datetime, timedelta

from notify.models import Delivery

KEPT_FOR = timedelta(days=90)


def forget_deliveries(*, at: datetime, limit: int = 1000) -> int:
    """Delete deliveries of 90 days ago that are over; how many were deleted."""
    old = Delivery.objects.filter(created_at__lt=at - KEPT_FOR).exclude(state=Delivery.State.WAITING)
    ids = list(old.values_list("pk", flat=True)[:limit])
    Delivery.objects.filter(pk__in=ids).delete()
    return len(ids)
