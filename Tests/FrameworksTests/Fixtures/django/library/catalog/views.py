from functools import wraps

from django.contrib.auth.decorators import login_required, user_passes_test
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import CreateView, DeleteView, DetailView, ListView

from catalog.models import Book


def has_key(view):
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method == "POST" and len(request.body) > 100_000:
            return JsonResponse({"error": "too large"}, status=413)
        key = request.headers["X-Api-Key"] if "X-Api-Key" in request.headers else ""
        if not key:
            return JsonResponse({"error": "no key"}, status=401)
        return view(request, *args, **kwargs)

    return wrapper


class BookList(ListView):
    model = Book


class BookDetail(DetailView):
    model = Book
    slug_field = "isbn"


class BookCreate(LoginRequiredMixin, CreateView):
    model = Book
    fields = ["isbn", "title"]


class RemovesThings:
    permission_required = ""

    def dispatch(self, request, *args, **kwargs):
        if self.permission_required:
            if not request.user.is_authenticated:
                return redirect("accounts:login")
            if not request.user.has_perm(self.permission_required):
                return HttpResponse(status=403)
        return super().dispatch(request, *args, **kwargs)


class BookDelete(RemovesThings, DeleteView):
    model = Book
    permission_required = "catalog.delete_book"


class Shelves(View):
    http_method_names = ["get", "post"]

    def get(self, request):
        return JsonResponse({})

    @method_decorator(login_required)
    def post(self, request):
        return JsonResponse({})

    def delete(self, request):
        return JsonResponse({})


def search(request):
    return JsonResponse({"found": list(Book.objects.filter(title__contains=request.GET.get("q", "")).values())})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def loans(request):
    return JsonResponse({})


@csrf_exempt
@require_POST
@user_passes_test(lambda user: user.is_staff)
def bring_back(request):
    return JsonResponse({})


@has_key
def key_holders(request):
    return JsonResponse({})


def stats(request):
    return JsonResponse({})


@require_safe
def stats_of_year(request, year):
    return JsonResponse({"year": year})


def about(request):
    return HttpResponse("about")


def import_marc(request):
    return HttpResponse("")
