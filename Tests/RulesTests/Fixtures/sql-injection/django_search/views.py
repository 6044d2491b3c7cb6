from django.db import connection
from django.http import JsonResponse
from django.views import View

from models import Note


def notes(request):
    order = request.GET.get("order", "id")
    rows = Note.objects.raw(f"SELECT * FROM notes ORDER BY {order}")  # want sql-injection "query string"
    return JsonResponse({"notes": [row.text for row in rows]})


def tagged(request, tag):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM notes WHERE tag = '%s'" % tag)  # want sql-injection "path parameter tag"
        return JsonResponse({"notes": cursor.fetchall()})


def counts(request, year):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM notes_{year}")
        cursor.execute("SELECT count(*) FROM notes WHERE owner = %s", [request.GET["owner"]])
        return JsonResponse({"count": cursor.fetchone()})


class Search(View):
    def get(self, request):
        return JsonResponse({"notes": list(self.found())})

    def found(self):
        word = self.request.GET["word"]
        return Note.objects.extra(where=["text LIKE '%" + word + "%'"])  # want sql-injection "query string"
