package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;
import java.util.List;

/**
 * A webhook of a ValidatingWebhookConfiguration or MutatingWebhookConfiguration; one entity per
 * configuration.
 */
public record AdmissionWebhook(Meta meta, boolean mutating, List<Webhook> webhooks)
    implements Entity {

  /** One webhook of the configuration; absent settings are null, not defaulted. */
  public record Webhook(
      String name,
      String pointer,
      @Nullable String failurePolicy,
      @Nullable Integer timeoutSeconds,
      @Nullable LabelSelector namespaceSelector,
      @Nullable LabelSelector objectSelector,
      List<WebhookRule> rules,
      List<String> matchConditions,
      @Nullable String serviceNamespace) {}

  /** What a webhook is called for. */
  public record WebhookRule(
      List<String> apiGroups,
      List<String> apiVersions,
      List<String> resources,
      List<String> operations,
      String scope) {}
}
