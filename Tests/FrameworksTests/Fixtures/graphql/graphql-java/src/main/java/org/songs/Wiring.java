package org.songs;

import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.Map;

class Wiring {
  private final Fetchers fetchers = new Fetchers();

  RuntimeWiring wiring() {
    return RuntimeWiring.newRuntimeWiring()
        .type("Query", type -> type
            .dataFetcher("songs", fetchers.songs()) // $ endpoint="QUERY /graphql#songs"
            .dataFetcher("song", environment -> fetchers.find(environment))) // $ endpoint="QUERY /graphql#song"
        .type(TypeRuntimeWiring.newTypeWiring("Mutation")
            .dataFetcher("play", fetchers::play)) // $ endpoint="MUTATION /graphql#play"
        .type("Song", type -> type.dataFetcher("album", fetchers.album()))
        .build();
  }

  GraphQLCodeRegistry registry() {
    return GraphQLCodeRegistry.newCodeRegistry()
        .dataFetchers("Query", Map.of(
            "playing", fetchers.playing())) // $ endpoint="QUERY /graphql#playing"
        .build();
  }
}

class Fetchers {
  DataFetcher<?> songs() {
    return environment -> Songs.all();
  }

  DataFetcher<?> album() {
    return environment -> Songs.albumOf(environment.getSource());
  }

  DataFetcher<?> playing() {
    return environment -> Songs.playing();
  }

  Object find(Object environment) {
    return null;
  }

  Object play(Object environment) {
    return null;
  }
}
