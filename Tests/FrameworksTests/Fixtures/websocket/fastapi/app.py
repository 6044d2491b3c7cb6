from fastapi import Depends, FastAPI, HTTPException, WebSocket
from fastapi.responses import StreamingResponse
from sse_starlette.sse import EventSourceResponse

app = FastAPI()


def current_user(token: str = ""):
    if not token:
        raise HTTPException(status_code=401)


@app.websocket("/ws/{room}")  # $ endpoint="GET /ws/{room}" auth=none protocol=websocket
async def chat(websocket: WebSocket, room: str):
    await websocket.accept()


@app.websocket("/private")  # $ endpoint="GET /private" auth=required protocol=websocket
async def private(websocket: WebSocket, user=Depends(current_user)):
    await websocket.accept()


@app.get("/events")  # $ endpoint="GET /events" auth=none protocol=sse
async def events():
    return EventSourceResponse(ticks())


@app.get("/stream")  # $ endpoint="GET /stream" auth=none protocol=sse
async def stream():
    return StreamingResponse(ticks(), media_type="text/event-stream")
