"""Files that a browser is to save and not to open."""

from urllib.parse import quote


def attachment(name: str) -> str:
    """A Content-Disposition with an ASCII fallback and the real name (RFC 6266, RFC 8187)."""
    fallback = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%;' else "_" for c in name)
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"
