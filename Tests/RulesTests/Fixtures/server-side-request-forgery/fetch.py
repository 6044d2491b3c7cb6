import requests
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
HOOKS = {"a": "https://a.example/hook"}


class HookIn(BaseModel):
    url: str


@app.post("/fetch")
def fetch(url: str):
    return requests.get(url, timeout=3).text  # want server-side-request-forgery "query parameter url"


@app.post("/hook")
def hook(payload: HookIn):
    return requests.get(payload.url, timeout=3).text  # want server-side-request-forgery "body parameter payload"


@app.post("/fixed")
def fixed(name: str):
    return requests.get(f"https://a.example/things/{name}", timeout=3).text


@app.post("/chosen")
def chosen(name: str):
    return requests.get(HOOKS[name], timeout=3).text
