package dev.bulkhead.model;

import java.util.Map;

/**
 * A Traefik Middleware or MiddlewareTCP, from a CRD or a dynamic file.
 *
 * @param type the middleware's field name in Traefik, such as {@code rateLimit}, {@code headers},
 *     {@code ipAllowList}, {@code forwardAuth}, {@code redirectScheme}, {@code buffering}, {@code
 *     chain}, {@code plugin}
 * @param settings the middleware's settings as written, secrets withheld
 */
public record Middleware(Meta meta, String type, Map<String, Object> settings) implements Entity {}
