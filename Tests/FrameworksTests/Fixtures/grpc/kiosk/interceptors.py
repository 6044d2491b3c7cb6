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


def refuse(_, context):
    context.abort(grpc.StatusCode.UNAUTHENTICATED, "no key")


class KeyInterceptor(grpc.ServerInterceptor):
    status = grpc.StatusCode.UNAUTHENTICATED

    def intercept_service(self, continuation, details):
        """Everybody may ask whether it is there."""
        if details.method in ("/kiosk.Till/Ping",):
            return continuation(details)
        metadata = dict(details.invocation_metadata)
        if "key" not in metadata or not metadata["key"].startswith("k"):
            return grpc.unary_unary_rpc_method_handler(refuse)
        return continuation(details)


class SometimesInterceptor(grpc.ServerInterceptor):
    status = grpc.StatusCode.UNAUTHENTICATED

    def __init__(self, strict):
        self.strict = strict

    def intercept_service(self, continuation, details):
        if self.strict and "key" not in dict(details.invocation_metadata):
            return grpc.unary_unary_rpc_method_handler(refuse)
        return continuation(details)


class TimingInterceptor(grpc.ServerInterceptor):
    def intercept_service(self, continuation, details):
        """Says what is called."""
        print(details.method)
        return continuation(details)
