from fastapi import APIRouter, Depends, FastAPI

import orders
import public_shipping
import users
from deps import current_user

app = FastAPI()
private = APIRouter(dependencies=[Depends(current_user)])
private.include_router(orders.router)
private.include_router(users.router)
app.include_router(private)
app.include_router(public_shipping.router)
