from concurrent.futures import ThreadPoolExecutor


def together(count, action):
    """Calls `action` `count` times at once. What it returned."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda _: action(), range(count)))
