package shop;

import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

public class Search {
  private static final String ALL = "SELECT id, name FROM books";
  private static final Set<String> COLUMNS = Set.of("name", "price");
  private final JdbcTemplate jdbc;
  private final EntityManager entities;

  public Search(JdbcTemplate jdbc, EntityManager entities) {
    this.jdbc = jdbc;
    this.entities = entities;
  }

  public List<Map<String, Object>> find(HttpServletRequest request) {
    String name = request.getParameter("name");
    return jdbc.queryForList(ALL + " WHERE name = '" + name + "'"); // want sql-injection "query string"
  }

  public List<Map<String, Object>> bound(HttpServletRequest request) {
    return jdbc.queryForList(ALL + " WHERE name = ?", request.getParameter("name"));
  }

  public Object byPage(HttpServletRequest request) {
    int page = Integer.parseInt(request.getParameter("page"));
    Kind kind = Kind.valueOf(request.getParameter("kind"));
    return jdbc.queryForList(ALL + " WHERE kind = '" + kind + "' LIMIT 10 OFFSET " + page * 10);
  }

  public Object sorted(HttpServletRequest request) {
    String sort = request.getParameter("sort");
    if (!COLUMNS.contains(sort)) {
      throw new IllegalArgumentException("sort");
    }
    return jdbc.queryForList(ALL + " ORDER BY " + sort);
  }

  public Object named(HttpServletRequest request) {
    StringBuilder text = new StringBuilder("select b from Book b where 1 = 1");
    String author = request.getParameter("author");
    if (author != null) {
      text.append(" and b.author = '").append(author).append("'");
    }
    return entities.createQuery(text.toString()).getResultList(); // want sql-injection "query string"
  }

  enum Kind { PAPER, FILE }
}
