"""A parameter takes at least one letter, so that the list of all is still reached."""

from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/cases")


@router.get("/{case_id}")
def case(case_id: str):
    return case_id


@router.get("/")
def cases():
    return []


@router.get("/open")  # want shadowed-route "never runs"
def open_cases():
    return []


app = FastAPI()
app.include_router(router)
