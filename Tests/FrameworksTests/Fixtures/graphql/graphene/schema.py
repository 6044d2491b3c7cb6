import graphene
from graphql import GraphQLError
from graphql_jwt.decorators import login_required

from mutations import AddOrder, CancelOrder, Login
from queries import ProductQueries


class Query(ProductQueries, graphene.ObjectType):
    orders = graphene.List(graphene.String)  # $ endpoint="QUERY /graphql#orders" auth=required
    my_cart = graphene.String()  # $ endpoint="QUERY /graphql#myCart" auth=required
    version = graphene.String()  # $ endpoint="QUERY /graphql#version" auth=none

    @login_required
    def resolve_orders(self, info):
        return []

    def resolve_my_cart(self, info):
        if not info.context.user.is_authenticated:
            raise GraphQLError("You must be logged in")
        return ""

    def resolve_version(self, info):
        return "1"


class Mutation(graphene.ObjectType):
    add_order = AddOrder.Field()  # $ endpoint="MUTATION /graphql#addOrder" auth=required
    cancel_order = CancelOrder.Field()  # $ endpoint="MUTATION /graphql#cancelOrder" auth=none
    login = Login.Field()  # $ endpoint="MUTATION /graphql#login" auth=none


schema = graphene.Schema(query=Query, mutation=Mutation)
