import requests


def newest():
    return requests.get("https://api.example/releases").json()  # want missing-timeout "requests.get" as note
