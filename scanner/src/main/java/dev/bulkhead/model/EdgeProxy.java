package dev.bulkhead.model;

import java.util.Map;

/**
 * Traefik's static configuration, from a file, the arguments of its container, its environment or
 * its Helm values.
 *
 * @param settings the whole static configuration in its file form (keys as in Traefik's YAML
 *     reference), secrets withheld
 * @param settingPointers JSON Pointer in the source for each dotted setting that was given, for
 *     example {@code api.insecure} to {@code /spec/template/spec/containers/0/args/3}
 * @param partial whether further settings lie elsewhere: values on top of others, or a file that
 *     the arguments name
 */
public record EdgeProxy(
    Meta meta, Map<String, Object> settings, Map<String, String> settingPointers, boolean partial)
    implements Entity {}
