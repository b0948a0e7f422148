from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        """Tell `core` who hears of what and who does which task."""
        from config import wiring

        wiring.connect()
