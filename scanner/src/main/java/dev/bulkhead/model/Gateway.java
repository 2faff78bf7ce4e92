package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Gateway API Gateway. */
public record Gateway(Meta meta, @Nullable String gatewayClass, List<Listener> listeners)
    implements Entity {

  /** {@code allowedNamespaces} is Same, All or Selector. */
  public record Listener(
      String pointer,
      String name,
      int port,
      String protocol,
      @Nullable String hostname,
      @Nullable String tlsMode,
      List<String> certificateRefs,
      String allowedNamespaces) {}
}
