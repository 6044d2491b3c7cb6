from fastapi import APIRouter, Depends, FastAPI

import orders
import shipping
import slack
import users
from deps import current_user

app = FastAPI()
private = APIRouter(dependencies=[Depends(current_user)])
private.include_router(orders.router)
private.include_router(users.router)
app.include_router(private)
app.include_router(slack.router)
app.include_router(shipping.router)  # want router-outside-guard "no endpoint of shipping.py asks for credentials"
