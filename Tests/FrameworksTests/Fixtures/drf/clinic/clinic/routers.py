from rest_framework.routers import DefaultRouter


class BulkRouter(DefaultRouter):
    """Lists can be deleted as a whole."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.routes[0].mapping.update({"delete": "bulk_destroy"})
