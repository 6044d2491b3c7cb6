package org.bank;  // $ endpoint="GET /bank/{path}" auth=none

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@Path("/accounts")
@Authenticated
public class Accounts {
  @GET  // $ endpoint="GET /bank/accounts" auth=required
  public String all() { return ""; }

  @PermitAll
  @GET  // $ endpoint="GET /bank/accounts/rates" auth=none
  @Path("rates")
  public String rates() { return ""; }

  @RolesAllowed("teller")
  @POST  // $ endpoint="POST /bank/accounts/{id}" auth=required
  @Path("{id : \\d+}")
  public void book(@PathParam("id") long id, Booking booking) {}

  @Path("{id}/cards")
  public Cards cards(@PathParam("id") long id) { return new Cards(id); }
}

class Booking {}

class Cards {
  Cards(long id) {}

  @GET  // $ endpoint="GET /bank/accounts/{id}/cards" auth=none
  public String list() { return ""; }
}

@Path("/admin/users")
class Admin {
  @GET  // $ endpoint="GET /bank/admin/users" auth=required
  public String users() { return ""; }
}

@Path("/open")
class Open implements OpenApi {
  @Override
  public String open() { return ""; }
}

interface OpenApi {
  @GET  // $ endpoint="GET /bank/open" auth=none
  String open();
}

@RegisterRestClient
@Path("/rates")
interface RatesClient {
  @GET
  String rates();
}
