"""What an error page stands on: who is known to be staff keeps the way around, and nobody is asked for."""

from django.http import HttpRequest

STAFF = ("/intern/", "/en/intern/")


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the frame, by the viewer a guard has read, and whether it is the staff's address."""
    is_known = bool(getattr(request, "viewer", None))
    return {
        "shell": "base/staff.html" if is_known else "base/public.html",
        "is_staff": request.path_info.startswith(STAFF),
    }
