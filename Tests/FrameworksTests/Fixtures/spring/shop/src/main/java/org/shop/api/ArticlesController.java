package org.shop.api;

import java.security.Principal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ArticlesController implements ArticlesApi {
  @Override
  public List<Article> list() {
    return List.of();
  }

  @Override
  public Article one(String slug) {
    return new Article(slug, "");
  }

  @Override
  public Article create(Article article) {
    return article;
  }

  @GetMapping("/feed")  // $ endpoint="GET /shop/api/v1/articles/feed" auth=required
  public List<Article> feed() {
    return List.of();
  }

  @GetMapping("/suggested")  // $ endpoint="GET /shop/api/v1/articles/suggested" auth=optional
  public List<Article> suggested(Principal principal) {
    return List.of();
  }
}
