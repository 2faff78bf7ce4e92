package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/**
 * A place in the input where a secret stands in plain text. Never holds the value.
 *
 * @param pointer where, in the document's own terms
 * @param rule which detector saw it: {@code private-key}, {@code aws-access-key}, {@code
 *     secret-name}, {@code connection-string}, {@code entropy} …
 * @param holder what kind of place it is: env, configmap, secret, values, dockerfile, config, ci,
 *     terraform, file
 * @param key the key or variable name beside it
 * @param placeholder whether the value reads like an example ({@code changeme}, {@code <password>})
 */
public record CredentialExposure(
    Meta meta,
    String pointer,
    String rule,
    String holder,
    @Nullable String key,
    boolean placeholder,
    @Nullable String digest)
    implements Entity {}
