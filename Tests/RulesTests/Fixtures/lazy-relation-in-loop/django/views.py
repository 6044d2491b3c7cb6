from django.http import JsonResponse

from models import Book


def books(request):
    found = Book.objects.order_by("title")[:50]
    return JsonResponse({"books": [{"title": book.title, "author": book.author.name} for book in found]})  # want lazy-relation-in-loop "Book.author is loaded anew for each row"


def shelf(request):
    rows = []
    for book in Book.objects.filter(title__startswith="A"):
        rows.append(book.author.name)  # want lazy-relation-in-loop "Book.author is loaded anew for each row"
    return JsonResponse({"rows": rows})


# The query loads it along.
def whole(request):
    found = Book.objects.select_related("author").order_by("title")[:50]
    return JsonResponse({"books": [book.author.name for book in found]})


# The rows are those of one object that is read once.
def one(request, book_id):
    book = Book.objects.get(pk=book_id)
    return JsonResponse({"author": book.author.name})


# The key itself is a column.
def keys(request):
    return JsonResponse({"authors": [book.author_id for book in Book.objects.all()[:50]]})
