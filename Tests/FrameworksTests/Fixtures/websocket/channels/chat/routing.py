from django.urls import path, re_path

from chat.consumers import ChatConsumer, FeedConsumer, StatusConsumer

websocket_urlpatterns = [
    re_path(r"^ws/chat/(?P<room>\w+)/$", ChatConsumer.as_asgi()),  # $ endpoint="GET /ws/chat/{room}/" auth=required protocol=websocket
    path("ws/feed/<int:id>/", FeedConsumer.as_asgi()),  # $ endpoint="GET /ws/feed/{id}/" auth=none protocol=websocket
    path("ws/status/", StatusConsumer.as_asgi()),  # $ endpoint="GET /ws/status/" auth=required protocol=websocket
]
