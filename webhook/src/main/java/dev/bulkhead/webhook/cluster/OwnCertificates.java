package dev.bulkhead.webhook.cluster;

import dev.bulkhead.admission.Webhook;
import dev.bulkhead.webhook.Authority;
import dev.bulkhead.webhook.ServingKeys;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of the webhook's own making, kept in a Secret that all replicas share: whoever comes
 * first writes, the others read. The webhook configuration is made to trust what is written before
 * it serves.
 */
public final class OwnCertificates {
  private static final int CONFLICT = 409;
  private static final int ATTEMPTS = 5;

  private final KubernetesClient client;
  private final Webhook.Bootstrap place;

  public OwnCertificates(KubernetesClient client, Webhook.Bootstrap place) {
    this.client = client;
    this.place = place;
  }

  /**
   * What to serve with now, renewed where that is due; API servers trust it when this returns.
   *
   * @throws IOException where the Secret or the webhook configuration cannot be read or written
   */
  public ServingKeys.Identity current(Instant now) throws IOException, GeneralSecurityException {
    try {
      for (int attempt = 1; ; attempt++) {
        Secret secret = client.secrets().inNamespace(place.namespace()).withName(place.secret()).get();
        Rotation.Held held = read(secret);
        Rotation.Held due = Rotation.due(held, names(), now);
        if (due == held || write(secret, due) || attempt == ATTEMPTS) {
          trust(due.bundle());
          return due.serving().identity();
        }
      }
    } catch (KubernetesClientException e) {
      throw new IOException(
          "the Secret "
              + place.namespace()
              + "/"
              + place.secret()
              + " or the webhook configuration "
              + place.webhook()
              + " cannot be kept: "
              + e.getMessage(),
          e);
    }
  }

  private List<String> names() {
    String name = place.service() + "." + place.namespace() + ".svc";
    return List.of(name, name + ".cluster.local");
  }

  private static Rotation.@Nullable Held read(@Nullable Secret secret) {
    Map<String, String> data = secret == null ? null : secret.getData();
    if (data == null) {
      return null;
    }
    Authority.Pem authority = pem(data, "ca");
    Authority.Pem serving = pem(data, "tls");
    if (authority == null || serving == null) {
      return null;
    }
    return new Rotation.Held(authority, serving, pem(data, "next"), time(data.get("next.since")));
  }

  private static Authority.@Nullable Pem pem(Map<String, String> data, String name) {
    String certificate = data.get(name + ".crt");
    String key = data.get(name + ".key");
    return certificate == null || key == null
        ? null
        : new Authority.Pem(decode(certificate), decode(key));
  }

  private static String decode(String text) {
    return new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII);
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(decode(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** False where another replica wrote in between. */
  private boolean write(@Nullable Secret before, Rotation.Held held) {
    var data = new HashMap<String, String>();
    put(data, "ca", held.authority());
    put(data, "tls", held.serving());
    if (held.next() != null) {
      put(data, "next", held.next());
    }
    if (held.nextSince() != null) {
      data.put("next.since", encode(held.nextSince().toString()));
    }
    try {
      if (before == null) {
        client
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withNamespace(place.namespace())
                    .withName(place.secret())
                    .endMetadata()
                    .withType("Opaque")
                    .withData(data)
                    .build())
            .create();
      } else {
        // the version in it makes a write that came between a conflict
        client.resource(new SecretBuilder(before).withData(data).build()).update();
      }
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private static void put(Map<String, String> data, String name, Authority.Pem pem) {
    data.put(name + ".crt", encode(pem.certificate()));
    data.put(name + ".key", encode(pem.key()));
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void trust(String bundle) {
    String encoded = encode(bundle);
    var resource =
        client
            .admissionRegistration()
            .v1()
            .validatingWebhookConfigurations()
            .withName(place.webhook());
    ValidatingWebhookConfiguration configuration = resource.get();
    if (configuration == null
        || configuration.getWebhooks().stream()
            .allMatch(w -> encoded.equals(w.getClientConfig().getCaBundle()))) {
      return;
    }
    resource.edit(c -> {
      c.getWebhooks().forEach(w -> w.getClientConfig().setCaBundle(encoded));
      return c;
    });
  }
}
