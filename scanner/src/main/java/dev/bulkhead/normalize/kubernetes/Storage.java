package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Autoscaler;
import dev.bulkhead.model.ConfigMap;
import dev.bulkhead.model.DisruptionBudget;
import dev.bulkhead.model.LimitRange;
import dev.bulkhead.model.PersistentVolume;
import dev.bulkhead.model.PriorityClass;
import dev.bulkhead.model.Quota;
import dev.bulkhead.model.Secret;
import dev.bulkhead.model.StorageClass;
import dev.bulkhead.model.VolumeClaim;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.secrets.SecretDetector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Storage, quotas, budgets, configuration and secrets. */
final class Storage {
  private Storage() {}

  static void secret(Kind kind, Sink sink, Digest digest) {
    Tree tree = kind.tree();
    boolean sealed = kind.resourceKind().equals("SealedSecret");
    boolean sops = tree.at("sops").present();
    var keys = new ArrayList<Secret.Key>();
    if (sealed) {
      tree.at("spec", "encryptedData")
          .entries()
          .forEach((name, value) -> keys.add(new Secret.Key(name, value.pointer(), null)));
    } else {
      tree.at("data")
          .entries()
          .forEach(
              (name, value) -> keys.add(key(name, value, sops ? null : decode(value), digest)));
      tree.at("stringData")
          .entries()
          .forEach((name, value) ->
              keys.add(key(name, value, sops || !value.isScalar() ? null : value.text(), digest)));
    }
    String type =
        sealed
            ? tree.at("spec", "template", "type").text("Opaque")
            : tree.at("type").text("Opaque");
    sink.add(
        new Secret(kind.meta("Secret"), type, sealed ? "sealed" : sops ? "sops" : "plain", keys));
  }

  private static Secret.Key key(String name, Tree value, @Nullable String text, Digest digest) {
    if (text == null || text.isEmpty() || SecretDetector.isReference(text.strip())) {
      return new Secret.Key(name, value.pointer(), null);
    }
    return new Secret.Key(name, value.pointer(), digest.of(text));
  }

  private static @Nullable String decode(Tree value) {
    String text = value.isScalar() ? value.text() : null;
    if (text == null) {
      return null;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  static void configMap(Kind kind, Sink sink) {
    var keys = new ArrayList<>(kind.tree().at("data").entries().keySet());
    keys.addAll(kind.tree().at("binaryData").entries().keySet());
    sink.add(new ConfigMap(kind.meta("ConfigMap"), List.copyOf(keys)));
  }

  static void claim(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    sink.add(
        new VolumeClaim(
            kind.meta("VolumeClaim"),
            spec.at("accessModes").texts(),
            spec.at("storageClassName").text(),
            spec.at("volumeName").text(),
            spec.at("resources", "requests", "storage").text()));
  }

  static void volume(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    String type = "";
    String target = null;
    for (Map.Entry<String, Tree> e : spec.entries().entrySet()) {
      switch (e.getKey()) {
        case "csi" -> {
          type = "csi";
          target = e.getValue().at("volumeHandle").text();
        }
        case "nfs" -> {
          type = "nfs";
          target = e.getValue().at("server").text("") + ":" + e.getValue().at("path").text("");
        }
        case "hostPath", "local" -> {
          type = e.getKey();
          target = e.getValue().at("path").text();
        }
        default -> {}
      }
    }
    String claim = spec.at("claimRef", "name").text();
    sink.add(
        new PersistentVolume(
            kind.meta("PersistentVolume"),
            spec.at("accessModes").texts(),
            spec.at("storageClassName").text(),
            type,
            target,
            claim == null ? null : spec.at("claimRef", "namespace").text("") + "/" + claim));
  }

  static void storageClass(Kind kind, Sink sink) {
    Tree tree = kind.tree();
    var meta = kind.meta("StorageClass");
    sink.add(
        new StorageClass(
            meta,
            tree.at("provisioner").text(""),
            tree.at("parameters").stringMap(),
            tree.at("reclaimPolicy").text(),
            "true".equals(meta.annotations().get("storageclass.kubernetes.io/is-default-class"))));
  }

  static void quota(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    var scopes = new ArrayList<>(spec.at("scopes").texts());
    spec.at("scopeSelector", "matchExpressions")
        .items()
        .forEach(e -> scopes.add(e.at("scopeName").text("")));
    sink.add(new Quota(kind.meta("Quota"), spec.at("hard").stringMap(), List.copyOf(scopes)));
  }

  static void limitRange(Kind kind, Sink sink) {
    sink.add(
        new LimitRange(
            kind.meta("LimitRange"),
            kind.tree().at("spec", "limits").items().stream()
                .map(l ->
                    new LimitRange.Limit(
                        l.at("type").text(""),
                        l.at("default").stringMap(),
                        l.at("defaultRequest").stringMap(),
                        l.at("max").stringMap(),
                        l.at("min").stringMap()))
                .toList()));
  }

  static void disruptionBudget(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    sink.add(
        new DisruptionBudget(
            kind.meta("DisruptionBudget"),
            Selectors.readIfPresent(spec.at("selector")),
            spec.at("minAvailable").text(),
            spec.at("maxUnavailable").text()));
  }

  static void autoscaler(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    boolean keda = kind.resourceKind().equals("ScaledObject");
    var metrics = new ArrayList<String>();
    if (spec.at("targetCPUUtilizationPercentage").present()) {
      metrics.add("Resource:cpu");
    }
    for (Tree m : spec.at("metrics").items()) {
      String type = m.at("type").text("");
      metrics.add(
          switch (type) {
            case "Resource" -> "Resource:" + m.at("resource", "name").text("");
            case "ContainerResource" ->
                "ContainerResource:" + m.at("containerResource", "name").text("");
            default -> type;
          });
    }
    spec.at("triggers").items().forEach(t -> metrics.add("External:" + t.at("type").text("")));
    sink.add(
        new Autoscaler(
            kind.meta("Autoscaler"),
            spec.at("scaleTargetRef", "kind").text("Deployment"),
            spec.at("scaleTargetRef", "name").text(""),
            (keda ? spec.at("minReplicaCount") : spec.at("minReplicas")).smallInteger(),
            (keda ? spec.at("maxReplicaCount") : spec.at("maxReplicas")).smallInteger(),
            metrics));
  }

  static void priorityClass(Kind kind, Sink sink) {
    Long value = kind.tree().at("value").integer();
    sink.add(
        new PriorityClass(
            kind.meta("PriorityClass"),
            value == null ? 0 : value,
            kind.tree().at("globalDefault").isTrue()));
  }
}
