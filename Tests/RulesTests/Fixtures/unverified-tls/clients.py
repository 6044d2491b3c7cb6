import requests


def rate():
    return requests.get("https://carrier.example/rates", verify=False, timeout=5)  # want unverified-tls "does not verify"


def quote():
    return requests.get("https://carrier.example/quotes", verify="/etc/ssl/carrier.pem", timeout=5)


def price(verify):
    return requests.get("https://carrier.example/prices", verify=verify, timeout=5)
