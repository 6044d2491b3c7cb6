package org.films;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsQuery;
import java.util.List;

@DgsComponent
public class Films {
  // No type leads back to itself: two levels are all there are.
  @DgsQuery // want graphql-unbounded "nothing bounds the depth or complexity" note
  public List<Film> films() {
    return List.of();
  }

  @DgsData(parentType = "Film", field = "cast")
  public List<Actor> cast(DgsDataFetchingEnvironment environment) {
    return List.of();
  }
}
