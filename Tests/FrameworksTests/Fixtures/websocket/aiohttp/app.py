from aiohttp import web


async def chat(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(message.data)
    return socket


async def events(request):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    return response


async def index(request):
    return web.Response(text="ok")


app = web.Application()
app.router.add_get("/ws", chat)  # $ endpoint="GET /ws" auth=none protocol=websocket
app.router.add_get("/events", events)  # $ endpoint="GET /events" auth=none protocol=sse
app.router.add_get("/", index)  # $ endpoint="GET /" auth=none protocol=http
web.run_app(app)
