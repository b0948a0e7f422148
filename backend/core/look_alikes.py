"""Text that looks alike is one text here: for comparing names and addresses, never for showing them."""


def skeleton(text: str) -> str:
    """What `text` looks like, whatever letters it is written with (Unicode TR39, UTS #39 section 4).

    Look-alike letters of other scripts become the Latin ones they stand for, invisible characters go, case
    and width are one. Letters that look like no Latin one stay: names in every script differ as they should.

    The result is a key: two texts that look alike have the same. It is "" for "" and for what cannot be seen.
    """
    import disarm  # here, since it takes 10 MB that most processes never need

    # Case first: the library's own order makes a capital I an l, and Ivan another person than ivan.
    return disarm.skeleton_key(text.casefold())
