from ninja import Schema


class PushKeyOut(Schema):
    """What a browser needs to subscribe to push: `applicationServerKey`, base64url without padding."""

    key: str
