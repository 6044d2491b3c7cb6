from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("orders/", include(apps.get_app_config("orders").urls[0])),
    path("unknown/", include(apps.get_app_config("somewhere_else").urls[0])),
]
