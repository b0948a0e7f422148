"""How much somebody who has not signed in may send: counted by network address and by phone.

Many people share an address (a mobile network, an office), so it is allowed more than one phone. The phone is
told by a random cookie that says nothing else; whoever throws it away is counted by address alone.
"""

from accounts.actor import Actor
from core import limits


def take(
    actor: Actor, kind: str, *, by_address: int, by_phone: int, seconds: int = 3600, amount: int = 1
) -> None:
    """Count `amount` of `kind` for the sender. Raises TooMany over either limit. Staff are not counted."""
    if actor.is_staff:
        return
    if actor.phone:
        limits.take(f"{kind} by phone", actor.phone, most=by_phone, seconds=seconds, amount=amount)
    if actor.address:
        limits.take(kind, actor.address, most=by_address, seconds=seconds, amount=amount)


def take_mail_to(address: str) -> None:
    """Count one request for mail to this address, whoever asks.

    Raises TooMany: nobody's mailbox can be flooded.
    """
    limits.take("mail to", address.lower(), most=20, seconds=86_400)
