from django.core.management.base import BaseCommand, CommandError

from reports.photo import photos
from reports.photo.finds import is_detector_installed

_AT_ONCE = 200


class Command(BaseCommand):
    help = "Let the detector look at photos from before it was installed. The workers do it, one by one."

    def handle(self, *args: object, **options: object) -> None:
        """Queue each photo that nothing and nobody has looked at; fail where there is no detector."""
        if not is_detector_installed():
            raise CommandError("No detector is installed here: `./doorstep setup` installs it.")
        queued, after = 0, None
        while found := photos.look_again(limit=_AT_ONCE, after=after):
            queued, after = queued + len(found), found[-1]
        self.stdout.write(f"{queued} photos are looked at, about one a second for each worker process.")
