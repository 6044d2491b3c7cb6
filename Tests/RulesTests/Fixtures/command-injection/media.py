import os
import shlex
import subprocess
from typing import Annotated
from uuid import UUID

from fastapi import FastAPI, HTTPException, Query
from pydantic import BaseModel

app = FastAPI()
FORMATS = {"png", "webp"}


class Clip(BaseModel):
    source: str
    seconds: int




@app.post("/thumbnails")
def thumbnail(clip: Clip):
    subprocess.run(f"ffmpeg -i {clip.source} -t {clip.seconds} out.png", shell=True, timeout=30)  # want command-injection "subprocess.run"
    return {"ok": True}


@app.get("/ping")
def ping(host: Annotated[str, Query(max_length=80)]):
    return {"status": os.system("ping -c 1 " + host)}  # want command-injection "os.system"


def archive(folder: str) -> str:
    command = "tar czf - {} | wc -c".format(folder)
    return subprocess.check_output(command, shell=True, text=True, timeout=30)  # want command-injection "subprocess.check_output"


@app.get("/folders/{folder}/size")
def size(folder: str):
    return {"bytes": int(archive(folder))}


# There is no shell between.
@app.post("/thumbnails/listed")
def listed(clip: Clip):
    subprocess.run(["ffmpeg", "-i", clip.source, "out.png"], check=True, timeout=30)
    return {"ok": True}


# It is a number or a UUID.
@app.post("/clips/{clip_id}/cut")
def cut(clip_id: UUID, seconds: int):
    subprocess.run(f"cut-clip {clip_id} {seconds} | logger", shell=True, timeout=30)
    return {"ok": True}


# It is one of those allowed.
@app.post("/convert")
def convert(target: str):
    if target not in FORMATS:
        raise HTTPException(422)
    os.system(f"convert in.jpg out.{target}")
    return {"ok": True}


@app.post("/quoted")
def quoted(name: str):
    os.system(f"identify {shlex.quote(name)}")
    return {"ok": True}


@app.get("/disk")
def disk():
    return {"text": subprocess.check_output("df -h | tail -1", shell=True, text=True, timeout=5)}
