package org.cafe;

import io.dropwizard.auth.Auth;
import io.dropwizard.auth.AuthDynamicFeature;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;

public class CafeApplication extends Application<Configuration> {
  @Override
  public void run(Configuration configuration, Environment environment) {
    environment.jersey().register(new AuthDynamicFeature(Guards.basic()));
    environment.jersey().register(RolesAllowedDynamicFeature.class);
    environment.jersey().register(new Menu());
  }
}

class Guards {
  static Object basic() { return null; }
}

class Guest {}

@Path("/menu")
class Menu {
  @GET  // $ endpoint="GET /cafe/api/menu" auth=none
  public String menu() { return ""; }

  @GET  // $ endpoint="GET /cafe/api/menu/mine" auth=required
  @Path("/mine")
  public String mine(@Auth Guest guest) { return ""; }

  @GET  // $ endpoint="GET /cafe/api/menu/daily" auth=optional
  @Path("/daily")
  public String daily(@Auth Optional<Guest> guest) { return ""; }

  @RolesAllowed("COOK")
  @GET  // $ endpoint="GET /cafe/api/menu/secret" auth=required
  @Path("/secret")
  public String secret() { return ""; }
}

/** Nobody registers it. */
@Path("/forgotten")
class Forgotten {
  @GET
  public String forgotten() { return ""; }
}
