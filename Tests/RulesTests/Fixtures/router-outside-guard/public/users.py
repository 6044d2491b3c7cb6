import requests
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("/one")
def one():
    return requests.get("https://users.example/one", timeout=2).json()


@router.get("/two")
def two():
    return requests.get("https://users.example/two", timeout=2).json()


@router.get("/three")
def three():
    return requests.get("https://users.example/three", timeout=2).json()


@router.get("/four")
def four():
    return requests.get("https://users.example/four", timeout=2).json()
