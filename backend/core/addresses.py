"""Network addresses as limits see them: one connection, and the network that it belongs to.

A home or a phone with IPv4 has one address, and a provider's customers next to it the rest of its /24. With
IPv6 a home has a whole /64 and picks another address in it at will, and a site a /48 (RFC 6177): counted by
single addresses nobody would have a limit at all.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

#: 64:ff9b::/96 (RFC 6052): an IPv4 address written as IPv6 by a translator in front of us.
_TRANSLATED = IPv6Network("64:ff9b::/96")
_IPV4_PARTS = (32, 24)
_IPV6_PARTS = (64, 48)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from: the sender's own connection, and the network around it, as text."""

    connection: str
    network: str


def origin_of(address: str) -> Origin:
    """The connection and the network of an address as a request or a proxy gives it.

    IPv4 in IPv6 clothes (mapped, translated) is IPv4; a zone and a port are left out. What is no address
    is its own connection and network: it is counted all the same.
    """
    found = _read(address)
    if found is None:
        return Origin(address, address)
    own, around = _IPV4_PARTS if isinstance(found, IPv4Address) else _IPV6_PARTS
    return Origin(str(ip_network((found, own), strict=False)), str(ip_network((found, around), strict=False)))


def read_network(text: str) -> str | None:
    """One connection or network as `origin_of` writes it: 203.0.113.7, 203.0.113.0/24, 2001:db8:1::/48, …

    None where it is none, or is wider or finer than what requests are known by.
    """
    address, slash, length = text.strip().partition("/")
    found = _read(address)
    if found is None:
        return None
    own, around = _IPV4_PARTS if isinstance(found, IPv4Address) else _IPV6_PARTS
    if not slash:
        return origin_of(address).connection
    if not length.isascii() or not length.isdigit() or int(length) not in (own, around):
        return None
    network: IPv4Network | IPv6Network = ip_network((found, int(length)), strict=False)
    return str(network)


def _read(text: str) -> IPv4Address | IPv6Address | None:
    bare = text.strip().partition("%")[0]
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return found.ipv4_mapped
        if found in _TRANSLATED:
            return IPv4Address(int(found) & 0xFFFFFFFF)
    return found
