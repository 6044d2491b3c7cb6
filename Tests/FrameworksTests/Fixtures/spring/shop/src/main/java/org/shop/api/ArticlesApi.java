package org.shop.api;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** As a generator writes it. */
@RequestMapping("${app.api}/articles")
public interface ArticlesApi {
  @GetMapping  // $ endpoint="GET /shop/api/v1/articles" auth=none
  List<Article> list();

  @GetMapping("/{slug:[a-z-]+}")  // $ endpoint="GET /shop/api/v1/articles/{slug}" auth=none
  Article one(@PathVariable("slug") String slug);

  @PostMapping  // $ endpoint="POST /shop/api/v1/articles" auth=required
  Article create(@RequestBody Article article);
}
