package shop;

import jakarta.persistence.EntityManager;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import java.util.Arrays;
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

  public Object counted(HttpServletRequest request) {
    return jdbc.queryForList("SELECT count(*) FROM books WHERE kind = '" + kind(request.getParameter("kind")) + "'");
  }

  private Kind kind(String name) {
    return Kind.valueOf(name);
  }

  // What a table of the project's own answers for a key is no part of the key.
  public Object chosen(HttpServletRequest request) {
    return jdbc.queryForList(ALL + " ORDER BY " + ORDERS.get(request.getParameter("sort")));
  }

  // As many marks as there are names, and none of the names.
  public Object several(HttpServletRequest request) {
    String marks = Arrays.stream(request.getParameterValues("name")).map(n -> "?").collect(Collectors.joining(", "));
    return jdbc.queryForList(ALL + " WHERE name IN (" + marks + ")");
  }

  // By its name, the project's own guard.
  public Object guarded(HttpServletRequest request) {
    String table = request.getParameter("table");
    SqlInjectionGuard.refuse(table);
    return jdbc.queryForList("SELECT name FROM " + table + " ORDER BY " + SqlInjectionGuard.field(request.getParameter("by")));
  }

  static class SqlInjectionGuard {
    static void refuse(String text) {
      if (!text.matches("[a-z_]+")) {
        throw new IllegalArgumentException(text);
      }
    }

    static String field(String text) {
      refuse(text);
      return text;
    }
  }

  public Object listed(HttpServletRequest request) {
    String names = Stream.of(request.getParameter("name")).map(n -> "'" + n + "'").collect(Collectors.joining(", "));
    return jdbc.queryForList(ALL + " WHERE name IN (" + names + ")"); // want sql-injection "query string"
  }

  private static final Map<String, String> ORDERS = Map.of("cheap", "price", "old", "year");

  enum Kind { PAPER, FILE }
}
