import requests
from fastapi import APIRouter

router = APIRouter(prefix="/shipping")


@router.get("/one")
def one():
    return requests.get("https://shipping.example/one", timeout=2).json()


@router.get("/two")
def two():
    return requests.get("https://shipping.example/two", timeout=2).json()


@router.get("/three")
def three():
    return requests.get("https://shipping.example/three", timeout=2).json()


@router.get("/four")
def four():
    return requests.get("https://shipping.example/four", timeout=2).json()
