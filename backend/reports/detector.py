"""Finds faces and number plates, where the packages for it are installed. Runs in the darkroom's child."""

from PIL import Image

from reports.finds import Find


def look(picture: Image.Image) -> list[Find] | None:
    """The faces and plates in an upright picture; None where no detector is installed."""
    return None
