/**
 * GraphQL documents (specification of October 2021) as Rego values, in the form that OPA's
 * built-ins give them: that of the Go library gqlparser, without what is empty. Knows nothing of
 * built-ins or evaluation.
 */
@NullMarked
package dev.bulkhead.rego.graphql;

import org.jspecify.annotations.NullMarked;
