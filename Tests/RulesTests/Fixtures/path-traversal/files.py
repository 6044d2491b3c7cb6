import os

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse
from pathlib import Path

app = FastAPI()
FOLDER = Path("/srv/documents")


@app.get("/documents/{name:path}")
def read(name: str):
    return FileResponse(os.path.join("/srv/documents", name))  # want path-traversal "path parameter name"


@app.get("/pictures")
def picture(name: str):
    return open("/srv/pictures/" + name).read()  # want path-traversal "query parameter name"


@app.get("/files/{name}")
def file(name: str):
    return FileResponse(FOLDER / name)


@app.get("/safe/{name:path}")
def safe(name: str):
    path = (FOLDER / name).resolve()
    if not path.is_relative_to(FOLDER):
        raise HTTPException(404)
    return FileResponse(path)


@app.get("/base")
def base(name: str):
    return FileResponse(FOLDER / os.path.basename(name))
