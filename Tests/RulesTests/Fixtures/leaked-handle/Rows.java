package shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Rows {
  private final DataSource source;

  public Rows(DataSource source) {
    this.source = source;
  }

  @GetMapping("/leaked")
  public int leaked() throws SQLException {
    Connection connection = source.getConnection(); // MISSING: want leaked-handle "is not closed"
    ResultSet rows = connection.prepareStatement("SELECT 1").executeQuery();
    rows.next();
    return rows.getInt(1);
  }

  @GetMapping("/closed")
  public int closed() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT 1");
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
