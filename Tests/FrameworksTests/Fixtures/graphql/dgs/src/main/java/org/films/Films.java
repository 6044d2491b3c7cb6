package org.films;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import java.util.List;
import org.films.generated.DgsConstants;
import org.films.generated.DgsConstants.FILM;
import org.films.generated.DgsConstants.MUTATION;

@DgsComponent
public class Films {
  @DgsQuery // $ endpoint="QUERY /graphql#films" auth=none
  public List<Film> films(@InputArgument Integer year) {
    return Catalogue.of(year);
  }

  // Constants of code that is generated of the schema.
  @DgsData(parentType = DgsConstants.QUERY_TYPE, field = DgsConstants.QUERY.FilmOfDay) // $ endpoint="QUERY /graphql#filmOfDay" auth=none
  public Film today() {
    return Catalogue.today();
  }

  @DgsMutation(field = MUTATION.RateFilm) // $ endpoint="MUTATION /graphql#rateFilm" auth=none
  public Film rate(@InputArgument String id, @InputArgument int stars) {
    return Catalogue.rate(id, stars);
  }

  @DgsData(parentType = FILM.TYPE_NAME, field = FILM.Cast)
  public List<Actor> cast(DgsDataFetchingEnvironment environment) {
    Film film = environment.getSource();
    return Catalogue.castOf(film);
  }
}
