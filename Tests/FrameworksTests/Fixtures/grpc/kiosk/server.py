from concurrent import futures

import grpc
import kiosk_pb2
import kiosk_pb2_grpc

from interceptors import KeyInterceptor, SometimesInterceptor, TimingInterceptor, TokenInterceptor


class Papers(kiosk_pb2_grpc.PapersServicer):
    def ListPapers(self, request, context):
        return kiosk_pb2.ListReply()

    def Subscribe(self, request, context):
        yield kiosk_pb2.Paper()


class Till(kiosk_pb2_grpc.TillServicer):
    def Open(self, request, context):
        return kiosk_pb2.OpenReply()

    def Ping(self, request, context):
        return kiosk_pb2.PingReply()


class Safe(kiosk_pb2_grpc.SafeServicer):
    def Unlock(self, request, context):
        return kiosk_pb2.UnlockReply()


class Stock(kiosk_pb2_grpc.StockServicer):
    def Take(self, request, context):
        return kiosk_pb2.TakeReply()


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
    kiosk_pb2_grpc.add_PapersServicer_to_server(Papers(), server)  # $ endpoint="RPC /kiosk.Papers/ListPapers" auth=none endpoint="RPC /kiosk.Papers/Subscribe" auth=none
    server.start()

    guarded = grpc.server(futures.ThreadPoolExecutor(), interceptors=[TokenInterceptor("t")])
    kiosk_pb2_grpc.add_StockServicer_to_server(Stock(), guarded)  # $ endpoint="RPC /kiosk.Stock/Take" auth=required
    guarded.start()

    keyed = grpc.server(futures.ThreadPoolExecutor(), interceptors=(TimingInterceptor(), KeyInterceptor()))
    kiosk_pb2_grpc.add_TillServicer_to_server(Till(), keyed)  # $ endpoint="RPC /kiosk.Till/Open" auth=required endpoint="RPC /kiosk.Till/Ping" auth=none
    keyed.start()

    sometimes = grpc.server(futures.ThreadPoolExecutor(), interceptors=[SometimesInterceptor(False)])
    kiosk_pb2_grpc.add_SafeServicer_to_server(Safe(), sometimes)  # $ endpoint="RPC /kiosk.Safe/Unlock" auth=unknown
    sometimes.start()


def print_paper(paper):
    # The printing service is somebody else's.
    with grpc.insecure_channel("printing:50051") as channel:
        return kiosk_pb2_grpc.PrintingStub(channel).Print(paper, timeout=2)
