from django.http import JsonResponse

from models import Book, Shelf


def shelves(request):
    counts = {}
    for shelf in Shelf.objects.all():
        counts[shelf.name] = Book.objects.filter(shelf=shelf).count()  # want query-in-loop "Book"
    return JsonResponse(counts)


def books(request):
    # Gone over again and again, the rows are read once.
    known = Book.objects.filter(title__startswith="A")
    pairs = [(word, book.title) for word in request.GET.getlist("word") for book in known]
    return JsonResponse({"pairs": pairs})


def found(request):
    for shelf in Shelf.objects.all():
        if shelf.name == request.GET.get("name"):
            return JsonResponse({"books": Book.objects.filter(shelf=shelf).count()})
    return JsonResponse({})
