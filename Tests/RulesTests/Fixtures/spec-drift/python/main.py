from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def current_user(authorization: str = Header(...)):
    if authorization != "Bearer expected":
        raise HTTPException(status_code=401)
    return authorization


@app.get("/healthz")
def health():
    return {"ok": True}


@app.get("/api/v1/orders")
def list_orders(user=Depends(current_user)):
    return []


@app.post("/api/v1/orders")
def create_order(order: dict, user=Depends(current_user)):
    return order


@app.get("/api/v1/orders/{order_id}")
def get_order(order_id: int, user=Depends(current_user)):
    return {"id": order_id}


@app.delete("/api/v1/orders/{order_id}")
def delete_order(order_id: int, user=Depends(current_user)):
    return {"id": order_id}


@app.get("/api/v1/orders/{order_id}/invoice")  # want spec-drift "asks for no credentials, though openapi.yaml says" warning
def get_invoice(order_id: int):
    return {"id": order_id}


@app.post("/api/v1/orders/{order_id}/refund")  # want spec-drift "POST /api/v1/orders/{order_id}/refund is served, and openapi.yaml does not name it" note
def refund_order(order_id: int, user=Depends(current_user)):
    return {"id": order_id}


@app.get("/api/v1/orders/{order_id}/trace", include_in_schema=False)
def trace_order(order_id: int, user=Depends(current_user)):
    return {"id": order_id}


@app.get("/api/v1/prices")
def list_prices():
    return []


@app.get("/api/v1/prices/{code}")
def get_price(code: str, user=Depends(current_user)):
    return {"code": code}


@app.post("/api/v1/login")
def login(form: dict):
    return {"token": "t"}
