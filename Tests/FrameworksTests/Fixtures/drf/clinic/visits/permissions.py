from rest_framework.permissions import SAFE_METHODS, BasePermission


class ReadsOrKnown(BasePermission):
    def has_permission(self, request, view):
        if request.method in SAFE_METHODS:
            return True
        return bool(request.user and request.user.is_authenticated)


class InHouse(BasePermission):
    def has_permission(self, request, view):
        return request.META["REMOTE_ADDR"].startswith("10.")
