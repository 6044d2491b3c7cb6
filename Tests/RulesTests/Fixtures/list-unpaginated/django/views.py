from django.http import JsonResponse

from models import Author, Book


def authors(request):
    if request.method == "POST":
        Author.objects.create(name=request.POST["name"])
    found = Author.objects.all()
    return JsonResponse({"authors": [author.name for author in found]})  # want list-unpaginated "every Author"


def books(request):
    if request.method == "POST":
        Book.objects.create(title=request.POST["title"])
    return JsonResponse({"books": list(Book.objects.values("id", "title"))})  # want list-unpaginated "every Book: nothing limits"


# The query has a limit.
def recent(request):
    return JsonResponse({"books": list(Book.objects.order_by("-id").values("id", "title")[:20])})


# The rows are only counted, or one of them is taken.
def total(request):
    return JsonResponse({"books": Book.objects.count(), "first": Book.objects.first().title})
