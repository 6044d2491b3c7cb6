package org.tracker;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

@ApplicationPath("/api")
class Tracker extends Application {}

abstract class Base<T> {
  @GET  // $ endpoint="GET /api/devices" auth=required endpoint="GET /api/groups" auth=required
  public String all() { return ""; }

  @PUT  // $ endpoint="PUT /api/groups" auth=required
  public void update(T entity) {}
}

@Path("devices")
class Devices extends Base<Device> {
  @Override
  @PUT  // $ endpoint="PUT /api/devices" auth=none
  @PermitAll
  public void update(Device entity) {}

  @Signed
  @PermitAll
  @DELETE  // $ endpoint="DELETE /api/devices" auth=required
  public void delete() {}
}

@Path("groups")
class Groups extends Base<Group> {
  @PermitAll
  @POST  // $ endpoint="POST /api/groups" auth=none
  public void create(Group group) {}
}

class Device {}

class Group {}

@NameBinding
@interface Signed {}

@Signed
@Provider
class SignatureFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getHeaderString("X-Signature") == null) {
      request.abortWith(Response.status(401).build());
    }
  }
}

@Provider
class LoginFilter implements ContainerRequestFilter {
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    String header = request.getHeaderString("Authorization");
    Object user = null;
    try {
      if (header != null) user = Logins.find(header);
    } catch (RuntimeException e) {
      System.err.println(e);
    }
    if (user == null && !resource.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
      throw new jakarta.ws.rs.NotAuthorizedException("Bearer");
    }
  }
}

class Logins {
  static Object find(String header) { return header.split(" ")[1]; }
}
