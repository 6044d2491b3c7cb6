package shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Moves {
  private final DataSource source;

  public Moves(DataSource source) {
    this.source = source;
  }

  @PostMapping("/moves")
  public void move(int amount) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false); // MISSING: want tx-not-closed "leaves its transaction open on some way out"
      statement.executeUpdate("UPDATE accounts SET balance = balance - 1 WHERE id = 1");
      if (amount == 0) {
        return;
      }
      connection.commit();
    }
  }

  @PostMapping("/careful")
  public void careful() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      try {
        statement.executeUpdate("UPDATE accounts SET balance = balance - 1 WHERE id = 1");
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
