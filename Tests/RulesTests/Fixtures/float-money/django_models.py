from django.db import models


class Product(models.Model):
    price = models.FloatField()  # want float-money "price of product"
    weight = models.FloatField()


class Order(models.Model):
    total = models.DecimalField(max_digits=12, decimal_places=2)
