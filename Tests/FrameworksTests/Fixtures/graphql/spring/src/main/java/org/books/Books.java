package org.books;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;

@Controller
class Books {
  private final Library library;

  Books(Library library) {
    this.library = library;
  }

  @QueryMapping // $ endpoint="QUERY /books/api/graphql#books" auth=none
  List<Book> books(@Argument String title) {
    return library.find(title);
  }

  @QueryMapping("book") // $ endpoint="QUERY /books/api/graphql#book" auth=none
  Book byId(@Argument("id") long key) {
    return library.get(key);
  }

  @SchemaMapping(typeName = "Query", field = "shelf") // $ endpoint="QUERY /books/api/graphql#shelf" auth=required
  @PreAuthorize("isAuthenticated()")
  List<Book> standing() {
    return library.all();
  }

  // Who is not signed in is nobody's user.
  @QueryMapping // $ endpoint="QUERY /books/api/graphql#drafts" auth=required
  List<Book> drafts() {
    User user = Users.current().orElseThrow(IllegalStateException::new);
    return library.draftsOf(user);
  }

  @QueryMapping // $ endpoint="QUERY /books/api/graphql#mine" auth=optional
  List<Book> mine() {
    User user = Users.current().orElse(null);
    return library.of(user);
  }

  // The anonymous user has a name, too.
  @QueryMapping // $ endpoint="QUERY /books/api/graphql#greeting" auth=optional
  String greeting(Principal principal) {
    return "Hello " + principal.getName();
  }

  @MutationMapping // $ endpoint="MUTATION /books/api/graphql#addBook" auth=required
  @Secured("ROLE_LIBRARIAN")
  Book addBook(@Argument BookInput input) {
    return library.add(input);
  }

  @MutationMapping(name = "dropBook") // $ endpoint="MUTATION /books/api/graphql#dropBook" auth=required
  boolean drop(@Argument long id, Authentication caller) {
    User user = (User) caller.getPrincipal();
    return library.drop(user, id);
  }

  // Something that is not there is no refusal.
  @MutationMapping // $ endpoint="MUTATION /books/api/graphql#review" auth=none
  boolean review(@Argument long id, @Argument String text) {
    Book book = library.look(id).orElseThrow(IllegalArgumentException::new);
    return book.add(text);
  }

  @SubscriptionMapping // $ endpoint="SUBSCRIPTION /books/api/graphql#bookAdded" auth=none
  Stream bookAdded() {
    return library.stream();
  }

  @SchemaMapping
  Author author(Book book) {
    return library.authorOf(book);
  }

  @BatchMapping
  Map<Book, List<Review>> reviews(List<Book> books) {
    return library.reviewsOf(books);
  }
}

class Users {
  static Optional<User> current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof AnonymousAuthenticationToken || authentication.getPrincipal() == null) {
      return Optional.empty();
    }
    return Optional.of((User) authentication.getPrincipal());
  }
}
