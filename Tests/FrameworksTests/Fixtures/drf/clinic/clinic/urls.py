from django.urls import include, path
from rest_framework_nested.routers import NestedSimpleRouter
from rest_framework.routers import SimpleRouter

from clinic.routers import BulkRouter
from visits import views

router = BulkRouter()
router.register("patients", views.PatientViewSet)  # $ endpoint="GET /api/patients/" auth=required endpoint="POST /api/patients/" auth=required endpoint="DELETE /api/patients/" auth=required endpoint="GET /api/patients/{number}/" auth=required endpoint="PUT /api/patients/{number}/" auth=required endpoint="PATCH /api/patients/{number}/" auth=required endpoint="DELETE /api/patients/{number}/" auth=required endpoint="POST /api/patients/{number}/discharge/" auth=required endpoint="GET /api/patients/search/" auth=none
router.register("wards", views.WardViewSet, basename="ward")  # $ endpoint="GET /api/wards/" auth=optional endpoint="GET /api/wards/{pk}/" auth=optional

visits = NestedSimpleRouter(router, "patients", lookup="patient")
visits.register("visits", views.VisitViewSet, basename="visit")  # $ endpoint="GET /api/patients/{patient_number}/visits/" auth=none endpoint="POST /api/patients/{patient_number}/visits/" auth=required

plain = SimpleRouter(trailing_slash=False)
for prefix, view in [("rooms", views.RoomViewSet), ("beds", views.BedViewSet)]:
    plain.register(prefix, view)  # $ endpoint="GET /api/rooms" auth=none endpoint="GET /api/rooms/{pk}" auth=none endpoint="GET /api/beds" auth=unknown endpoint="GET /api/beds/{pk}" auth=unknown

urlpatterns = [
    path("api/", include(router.urls)),
    path("api/", include(visits.urls)),
    path("api/", include(plain.urls)),
    path("api/me/", views.Me.as_view()),  # $ endpoint="GET /api/me/" auth=required endpoint="PUT /api/me/" auth=required endpoint="PATCH /api/me/" auth=required
    path("api/ping/", views.ping),  # $ endpoint="GET /api/ping/" auth=none
    path("api/alarm/", views.alarm),  # $ endpoint="POST /api/alarm/" auth=required
    path("api/notes/", views.NoteViewSet.as_view({"get": "list", "post": "create"})),  # $ endpoint="GET /api/notes/" auth=required endpoint="POST /api/notes/" auth=required
]
