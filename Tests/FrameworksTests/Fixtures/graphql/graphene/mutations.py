import graphene


class PermissionDenied(Exception):
    pass


class BaseMutation(graphene.Mutation):
    class Meta:
        abstract = True

    @classmethod
    def check_permissions(cls, context):
        return has_all(context, cls._meta.permissions)

    @classmethod
    def mutate(cls, root, info, **data):
        if not cls.check_permissions(info.context):
            raise PermissionDenied(cls._meta.permissions)
        return cls.perform_mutation(root, info, **data)


class AddOrder(BaseMutation):
    class Meta:
        permissions = ("orders.add",)

    @classmethod
    def perform_mutation(cls, root, info, **data):
        return cls(ok=True)


class CancelOrder(graphene.Mutation):
    ok = graphene.Boolean()

    def mutate(self, info, id):
        return CancelOrder(ok=True)


class Login(graphene.Mutation):
    token = graphene.String()

    def mutate(self, info, username, password):
        user = authenticate(username, password)
        if user is None:
            raise PermissionDenied("wrong password")
        return Login(token=user.token)
