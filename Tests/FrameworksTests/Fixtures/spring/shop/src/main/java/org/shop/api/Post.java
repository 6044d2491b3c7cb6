package org.shop.api;

import org.springframework.core.annotation.AliasFor;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

@RequestMapping(method = RequestMethod.POST)
public @interface Post {
  @AliasFor(annotation = RequestMapping.class, attribute = "path")
  String[] value() default {};
}
