"""From where somebody tries to sign in, where a web server stands in front: else all share its address."""

from ipaddress import ip_address

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address that the web server in front saw; what a visitor claims beside it is not read.

    `lofte serve` listens on this machine alone, so only a neighbour here can be that web server. It writes
    the address that it saw last in X-Forwarded-For; what stands before it the visitor may have written.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if peer and not ip_address(peer).is_loopback:
        return str(peer)
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(seen))
    except ValueError:  # nobody stands in front, or it told nothing that is an address
        return str(peer)
