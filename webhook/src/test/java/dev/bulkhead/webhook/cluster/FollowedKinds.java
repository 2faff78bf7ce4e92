package dev.bulkhead.webhook.cluster;

/** What the webhook keeps of a cluster, for tests of other modules. */
public final class FollowedKinds {
  private FollowedKinds() {}

  public static boolean contain(String apiVersion, String kind) {
    return FollowedResource.ALL.stream()
        .anyMatch(r -> r.apiVersion().equals(apiVersion) && r.kind().equals(kind));
  }
}
