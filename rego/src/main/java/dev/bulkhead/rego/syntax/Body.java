package dev.bulkhead.rego.syntax;

import java.util.List;

/** A conjunction of expressions. Never empty. */
public record Body(Location location, List<Expr> exprs) {}
