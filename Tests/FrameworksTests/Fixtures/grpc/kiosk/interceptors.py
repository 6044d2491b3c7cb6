import grpc


class TokenInterceptor(grpc.ServerInterceptor):
    def __init__(self, token):
        self.token = token

        def deny(_, context):
            context.abort(grpc.StatusCode.UNAUTHENTICATED, "no token")

        self.denial = grpc.unary_unary_rpc_method_handler(deny)

    def intercept_service(self, continuation, details):
        if ("token", self.token) in details.invocation_metadata:
            return continuation(details)
        return self.denial
