package org.songs;

import graphql.kickstart.tools.GraphQLQueryResolver;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
public class AlbumQueries implements GraphQLQueryResolver {
  public List<Album> albums() { // $ endpoint="QUERY /graphql#albums" auth=none
    return Songs.albums();
  }

  public Album getAlbum(String id, DataFetchingEnvironment environment) { // $ endpoint="QUERY /graphql#album" auth=none
    return Songs.album(id);
  }

  // The schema does not know it.
  public void reset() {}
}
