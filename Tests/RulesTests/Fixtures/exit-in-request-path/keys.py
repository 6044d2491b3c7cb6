import os
import sys

from fastapi import FastAPI, HTTPException

app = FastAPI()


def check(key: str) -> None:
    if not key:
        os._exit(1)  # want exit-in-request-path "check ends the process with os._exit"


@app.get("/keys")
def keys(key: str):
    check(key)
    return {}


@app.get("/license")
def license_of(key: str):
    if not key:
        sys.exit(2)  # want exit-in-request-path "license_of ends the process with sys.exit"
    return {}


@app.get("/refused")
def refused(key: str):
    if not key:
        raise HTTPException(403)
    return {}


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit("usage: keys FILE")


if __name__ == "__main__":
    main()
