"""What the class says is off, each object sets to what it is given."""

import requests


class Client:
    verify = False

    def __init__(self, bundle=True):
        self.verify = bundle

    def state(self):
        return requests.get("https://node.example/state", timeout=3, verify=self.verify)


class Careless:
    verify = False

    def state(self):
        return requests.get("https://node.example/state", timeout=3, verify=self.verify)  # want unverified-tls "certificate"
