package org.books;

import org.springframework.data.querydsl.QuerydslPredicateExecutor;
import org.springframework.data.repository.CrudRepository;
import org.springframework.graphql.data.GraphQlRepository;

// The library answers what no controller does.
@GraphQlRepository // $ endpoint="QUERY /books/api/graphql#review" auth=none endpoint="QUERY /books/api/graphql#reviews" auth=none
interface Reviews extends CrudRepository<Review, Long>, QuerydslPredicateExecutor<Review> {}
