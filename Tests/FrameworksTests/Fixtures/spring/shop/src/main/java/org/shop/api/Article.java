package org.shop.api;

public record Article(String slug, String title) {}
