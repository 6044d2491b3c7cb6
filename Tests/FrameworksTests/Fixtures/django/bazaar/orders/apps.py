from django.apps import apps
from django.urls import include, path
from oscar.core.application import OscarConfig

from orders import views


class OrdersConfig(OscarConfig):
    name = "bazaar.orders"

    def ready(self):
        self.reports = apps.get_app_config("sales")

    def get_urls(self):
        urls = super().get_urls()
        urls += [
            path("new/", views.place),  # $ endpoint="POST /orders/new/" auth=none
            path("reports/", include(self.reports.urls[0])),
        ]
        return self.post_process_urls(urls)
