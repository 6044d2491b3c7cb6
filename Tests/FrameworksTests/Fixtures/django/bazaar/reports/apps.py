from django.urls import path
from oscar.core.application import OscarConfig

from orders import views


class ReportsConfig(OscarConfig):
    label = "sales"
    name = "bazaar.reports"
    # A table of permissions may guard each of the routes.
    default_permissions = ["is_staff"]

    def get_urls(self):
        urlpatterns = [
            path("daily/", views.daily),  # $ endpoint="GET /orders/reports/daily/" auth=unknown
        ]
        return self.post_process_urls(urlpatterns)
