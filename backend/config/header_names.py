"""Headers that WSGI cannot tell apart: to it X_Forwarded_For and X-Forwarded-For are one."""

from config.body_cap import App, Receive, Scope, Send


class PlainNames:
    """Drops headers with an underscore in their names.

    A proxy in front sets X-Forwarded-For and lets a stranger's X_Forwarded_For through; joined to one, the
    stranger's would be believed.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        plain = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        await self.app({**scope, "headers": plain}, receive, send)
