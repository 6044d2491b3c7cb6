from fastapi import FastAPI  # want no-health-endpoint "none of 1 endpoints says whether the service works"

app = FastAPI()


@app.get("/orders")
def orders():
    return []
