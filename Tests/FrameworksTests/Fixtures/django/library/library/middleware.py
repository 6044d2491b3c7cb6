from django.http import HttpResponseForbidden


class StaffArea:
    """Only those who are logged in get below /staff."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/staff/") and not request.user.is_authenticated:
            return HttpResponseForbidden("log in first")
        return self.get_response(request)
