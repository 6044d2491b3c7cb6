from django.db import models
from rest_framework import serializers, viewsets


class Order(models.Model):
    number = models.TextField()


class Line(models.Model):
    order = models.IntegerField()


class OrderSerializer(serializers.ModelSerializer):
    lines = serializers.SerializerMethodField()
    label = serializers.SerializerMethodField()

    class Meta:
        model = Order
        fields = ["number", "lines", "label"]

    def get_lines(self, order):
        return Line.objects.filter(order=order.id).count()  # want serializer-n-plus-one "OrderSerializer.lines runs a query of Line for each row" warning

    def get_label(self, order):
        return f"#{order.number}"


class ReceiptSerializer(serializers.Serializer):
    total = serializers.SerializerMethodField()

    def get_total(self, order):
        return Line.objects.filter(order=order.id).count()  # want serializer-n-plus-one "ReceiptSerializer.total" note


class OrderViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Order.objects.all()
    serializer_class = OrderSerializer
