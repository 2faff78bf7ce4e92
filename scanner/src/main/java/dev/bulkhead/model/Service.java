package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Kubernetes Service. */
public record Service(
    Meta meta,
    String type,
    Map<String, String> selector,
    @Nullable String externalName,
    List<Port> ports,
    List<String> loadBalancerSourceRanges,
    List<String> externalIPs)
    implements Entity {

  /** A port of the service. */
  public record Port(
      @Nullable String name,
      int port,
      @Nullable String targetPort,
      @Nullable Integer nodePort,
      String protocol) {}
}
