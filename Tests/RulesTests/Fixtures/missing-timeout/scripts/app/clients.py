import requests


def state():
    return requests.get("https://api.example/state").json()  # want missing-timeout "requests.get" as warning
