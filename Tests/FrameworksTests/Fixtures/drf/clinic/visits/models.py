from django.db import models


class Patient(models.Model):
    number = models.CharField(max_length=20)


class Ward(models.Model):
    name = models.CharField(max_length=20)
