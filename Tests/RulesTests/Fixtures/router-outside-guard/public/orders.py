import requests
from fastapi import APIRouter

router = APIRouter(prefix="/orders")


@router.get("/one")
def one():
    return requests.get("https://orders.example/one", timeout=2).json()


@router.get("/two")
def two():
    return requests.get("https://orders.example/two", timeout=2).json()


@router.get("/three")
def three():
    return requests.get("https://orders.example/three", timeout=2).json()


@router.get("/four")
def four():
    return requests.get("https://orders.example/four", timeout=2).json()
