package org.shop.security;

public @interface Public {}
