from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/orders")


@router.get("/latest")
def latest():
    return {}


@router.get("/{order_id}")
def read(order_id: int):
    return {}


@router.get("/export")  # want shadowed-route "GET /orders/{order_id} comes first"
def export():
    return {}


@router.post("/export")
def start_export():
    return {}


@router.get("/{order_id}/items")
def items(order_id: int):
    return {}


@router.get("/by-number/{number:int}")
def by_number(number: int):
    return {}


@router.get("/by-number/first")
def first():
    return {}


app = FastAPI()
app.include_router(router)
