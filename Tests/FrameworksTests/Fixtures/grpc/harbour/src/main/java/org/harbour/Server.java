package org.harbour;

import io.grpc.Metadata;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.harbour.proto.BerthsGrpc;
import org.harbour.proto.GatesGrpc;
import org.harbour.proto.LampsGrpc;
import org.harbour.proto.TidesGrpc;

class Server {
  void start() {
    ServerBuilder.forPort(9000)
        .addService(ServerInterceptors.intercept(new BerthService(), new Tokens()))
        .addService(new TideService())
        .intercept(new Timing())
        .build();
    ServerBuilder.forPort(9001).addService(new GateService()).intercept(new Passes()).build();
    ServerBuilder<?> builder = ServerBuilder.forPort(9002);
    builder.addService(new LampService());
    builder.intercept(new Passes());
  }
}

class BerthService extends BerthsGrpc.BerthsImplBase { // $ endpoint="RPC /harbour.v1.Berths/Find" auth=required endpoint="RPC /harbour.v1.Berths/Watch" auth=required
  @Override
  public void find(FindRequest request, StreamObserver<Berth> answers) {
    answers.onCompleted();
  }

  @Override
  public void watch(FindRequest request, StreamObserver<Berth> answers) {
    answers.onCompleted();
  }
}

class TideService extends TidesGrpc.TidesImplBase { // $ endpoint="RPC /harbour.v1.Tides/Now" auth=none
  @Override
  public void now(TideRequest request, StreamObserver<Tide> answers) {
    answers.onCompleted();
  }
}

class GateService extends GatesGrpc.GatesImplBase { // $ endpoint="RPC /harbour.v1.Gates/Open" auth=required
  @Override
  public void open(GateRequest request, StreamObserver<Gate> answers) {
    answers.onCompleted();
  }
}

class LampService extends LampsGrpc.LampsImplBase { // $ endpoint="RPC /harbour.v1.Lamps/Light" auth=required
  @Override
  public void light(GateRequest request, StreamObserver<Gate> answers) {
    answers.onCompleted();
  }
}

class Tokens implements ServerInterceptor {
  static final Metadata.Key<String> TOKEN_KEY = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String token = headers.get(TOKEN_KEY);
    if (token == null || !Vault.knows(token)) {
      call.close(Status.UNAUTHENTICATED, new Metadata());
      return new ServerCall.Listener<Q>() {};
    }
    return next.startCall(call, headers);
  }
}

class Passes implements ServerInterceptor {
  static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (headers.get(AUTHORIZATION) == null) {
      throw Status.UNAUTHENTICATED.asRuntimeException();
    }
    return next.startCall(call, headers);
  }
}

class Timing implements ServerInterceptor {
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return next.startCall(call, headers);
  }
}
