from rest_framework import generics, mixins, viewsets
from rest_framework.decorators import action, api_view, permission_classes
from rest_framework.permissions import AllowAny, IsAdminUser, IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.response import Response

from visits.models import Patient, Ward
from visits.permissions import InHouse, ReadsOrKnown


class PatientViewSet(viewsets.ModelViewSet):
    queryset = Patient.objects.all()
    lookup_field = "number"

    def bulk_destroy(self, request):
        return Response(status=204)

    @action(detail=True, methods=["post"], permission_classes=[IsAdminUser])
    def discharge(self, request, number=None):
        return Response({})

    @action(detail=False, url_path="search", permission_classes=[AllowAny])
    def look_up(self, request):
        return Response({})


class WardViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Ward.objects.all()
    permission_classes = [IsAuthenticatedOrReadOnly]


class VisitViewSet(mixins.ListModelMixin, mixins.CreateModelMixin, viewsets.GenericViewSet):
    def get_permissions(self):
        if self.action == "list":
            classes = [AllowAny]
        else:
            classes = [IsAuthenticated]
        return [permission() for permission in classes]


class RoomViewSet(viewsets.ReadOnlyModelViewSet):
    permission_classes = [ReadsOrKnown]


class BedViewSet(viewsets.ReadOnlyModelViewSet):
    permission_classes = [InHouse]


class NoteViewSet(viewsets.ModelViewSet):
    pass


class Me(generics.RetrieveUpdateAPIView):
    permission_classes = (IsAuthenticated,)


@api_view()
@permission_classes([AllowAny])
def ping(request):
    return Response({})


@api_view(["POST"])
def alarm(request):
    return Response({})
