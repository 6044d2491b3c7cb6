from django.urls import path

import views

urlpatterns = [
    path("notes/", views.notes),
    path("notes/<slug:tag>/", views.tagged),
    path("counts/<int:year>/", views.counts),
    path("search/", views.Search.as_view()),
]
