"""Names that a validator, a lookup or a helper has held against what is known; and one that only looks checked."""

from pathlib import Path

from fastapi import FastAPI
from pydantic import BaseModel, field_validator

from settings import settings
from words import is_snake_case

app = FastAPI()


class ExtensionIn(BaseModel):
    id: str
    version: str

    @field_validator("id")
    @classmethod
    def check_id(cls, value: str) -> str:
        if not is_snake_case(value):
            raise ValueError("an id is in snake case")
        return value

    @field_validator("version")
    @classmethod
    def check_version(cls, value: str) -> str:
        if '"' in value:
            raise ValueError("no quotes")
        return value


class Installed(BaseModel):
    id: str
    title: str

    @property
    def archive(self) -> Path:
        return Path(settings.folder, f"{self.id}.zip")


@app.post("/extensions")
def build(data: ExtensionIn):
    with open(Path(settings.folder, data.id, "manifest.json")) as file:
        return file.read()


@app.post("/extensions/cached")
def cached(data: ExtensionIn):
    with open(Path(settings.folder, f"cache-{data.version}")) as file:  # want path-traversal "body parameter data"
        return file.read()


@app.post("/extensions/archived")
def archived(data: ExtensionIn):
    installed = Installed(id=data.id, title=data.version)
    with open(installed.archive) as file:
        return file.read()


class Templates:
    known = {"text": ["short.txt"], "page": ["long.html"]}

    def kind(self, template: str) -> str:
        for kind, names in self.known.items():
            if template in names:
                return kind
        raise ValueError(template)

    def render(self, template: str) -> str:
        if self.kind(template) == "text":
            with open(Path(settings.folder) / template) as file:
                return file.read()
        return ""


@app.get("/templates")
def template(name: str):
    return Templates().render(name)


@app.get("/releases")
def release(link: str):
    known = next((one for one in settings.releases if one.link == link), None)
    if not known:
        raise KeyError(link)
    with open(link) as file:
        return file.read()


@app.get("/open")
def unchecked(link: str):
    with open(link) as file:  # want path-traversal "query parameter link"
        return file.read()
