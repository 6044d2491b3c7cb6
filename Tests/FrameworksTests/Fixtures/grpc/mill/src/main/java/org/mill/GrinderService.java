package org.mill;

import io.grpc.stub.StreamObserver;
import net.devh.boot.grpc.server.service.GrpcService;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

@GrpcService(interceptors = Logging.class)
public class GrinderService extends GrinderGrpc.GrinderImplBase { // $ endpoint="RPC /mill.Grinder/Grind" auth=required endpoint="RPC /mill.Grinder/Clean" auth=none
  @Override
  @Secured("ROLE_MILLER")
  public void grind(Grain request, StreamObserver<Flour> answers) {
    answers.onCompleted();
  }

  @Override
  public void clean(Grain request, StreamObserver<Flour> answers) {
    answers.onCompleted();
  }
}

@EnableMethodSecurity(securedEnabled = true)
class Security {}
