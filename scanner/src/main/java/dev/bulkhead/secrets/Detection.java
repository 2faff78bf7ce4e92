package dev.bulkhead.secrets;

/**
 * A value that looks like a secret.
 *
 * @param rule which detector saw it, such as {@code aws-access-key}, {@code private-key} or {@code
 *     secret-name}
 * @param placeholder whether it reads like an example ({@code changeme}), which is no leak but a
 *     bad default
 */
public record Detection(String rule, boolean placeholder) {}
