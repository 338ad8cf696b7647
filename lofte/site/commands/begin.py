"""The first key, made by whoever runs the installation: printed once, and kept as a sum alone."""

from argparse import Namespace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from lofte.beginning import keys

HERE = "http://localhost:8000"  # what the setting says while nobody has set it


def new_address(port: int | None = None) -> str:
    """Make a key, and return its address: at this machine's port where the site has no address of its own."""
    base = f"http://localhost:{port}" if port is not None and settings.BASE_URL == HERE else settings.BASE_URL
    with translation.override("sv"):
        path = reverse("beginning:begin", args=[keys.make(at=timezone.now())])
    return f"{base}{path}"


def begin(args: Namespace) -> None:
    """Let somebody begin a municipality: the first here, or a further one beside those that there are."""
    print(_("Öppna adressen för att börja en kommun. Den gäller i ett dygn, och en gång:"))
    print(f"  {new_address()}")


def offer(port: int) -> None:
    """Print a key when nobody has begun here."""
    if keys.is_empty():
        print(_("Ingen har börjat här än. Den som öppnar adressen blir den första administratören."))
        print(_("Den gäller i ett dygn, och en gång. En ny: lofte admin begin"))
        print(f"  {new_address(port)}")
