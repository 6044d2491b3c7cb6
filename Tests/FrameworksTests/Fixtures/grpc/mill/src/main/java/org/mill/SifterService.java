package org.mill;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import net.devh.boot.grpc.server.service.GrpcService;

@GrpcService(interceptors = {Keys.class})
public class SifterService extends SifterGrpc.SifterImplBase { // $ endpoint="RPC /mill.Sifter/Sift" auth=unknown
  @Override
  public void sift(Flour request, StreamObserver<Flour> answers) {
    answers.onCompleted();
  }
}

class Keys implements ServerInterceptor {
  static final Metadata.Key<String> API_KEY = Metadata.Key.of("api-key", Metadata.ASCII_STRING_MARSHALLER);

  // Some methods go without a key: which, only the settings know.
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (!open.contains(call.getMethodDescriptor().getFullMethodName()) && headers.get(API_KEY) == null) {
      call.close(Status.UNAUTHENTICATED, headers);
      return null;
    }
    return next.startCall(call, headers);
  }
}
