package org.mill;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;

@GrpcService
public class ScaleService implements Scale { // $ endpoint="RPC /mill.Scale/Weigh" auth=none endpoint="RPC /mill.Scale/Tare" auth=required
  @Override
  public Uni<Weight> weigh(Flour request) {
    return Uni.createFrom().item(Weight.of(request));
  }

  @Override
  @RolesAllowed("miller")
  public Uni<Weight> tare(Flour request) {
    return Uni.createFrom().item(Weight.zero());
  }
}
