from ariadne import MutationType, ObjectType, QueryType, SubscriptionType, make_executable_schema, load_schema_from_path
from ariadne.asgi import GraphQL

query = QueryType()
mutation = MutationType()
subscription = SubscriptionType()
user = ObjectType("User")


@query.field("users")  # $ endpoint="QUERY /graphql#users" auth=none
def resolve_users(_, info, first=20):
    return []


@query.field("secrets")  # $ endpoint="QUERY /graphql#secrets" auth=required
def resolve_secrets(_, info):
    if not info.context["user"]:
        raise Exception("not authenticated")
    return []


@query.field("audit")  # $ endpoint="QUERY /graphql#audit" auth=unknown
def resolve_audit(_, info):
    return []


@mutation.field("addUser")  # $ endpoint="MUTATION /graphql#addUser" auth=none
def resolve_add_user(_, info, name):
    return {}


@subscription.source("userAdded")  # $ endpoint="SUBSCRIPTION /graphql#userAdded" auth=none
async def user_added(_, info):
    yield {}


@subscription.field("userAdded")
def resolve_user_added(event, info):
    return event


@user.field("posts")
def resolve_posts(user, info):
    return []


schema = make_executable_schema(load_schema_from_path("schema.graphql"), query, mutation, subscription, user)
app = GraphQL(schema)
