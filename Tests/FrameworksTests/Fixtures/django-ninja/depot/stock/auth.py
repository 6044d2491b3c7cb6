from ninja.security import HttpBearer


class Token(HttpBearer):
    def authenticate(self, request, token):
        return token == "known"


class Perhaps(HttpBearer):
    def __init__(self, lenient=False):
        self.lenient = lenient

    def __call__(self, request):
        given = request.headers.get("Authorization")
        if not given:
            if self.lenient:
                return True
            return None
        return self.authenticate(request, given)

    def authenticate(self, request, token):
        return token == "known"
