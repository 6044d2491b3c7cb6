"""Run by hand: only its own top level calls it."""

import requests


def check():
    return requests.get("https://api.example/state").json()  # want missing-timeout "requests.get" as note


if __name__ == "__main__":
    print(check())
