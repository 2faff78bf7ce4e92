package dev.bulkhead.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** AdmissionReviews such as a cluster of tenants sends, each with the answer that is right. */
final class Reviews {
  private static final String SOUND_POD =
      """
      "securityContext": {"runAsNonRoot": true, "runAsUser": 10001, "seccompProfile": {"type": "RuntimeDefault"}},
      "serviceAccountName": "web", "automountServiceAccountToken": false,
      "topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway"}],
      "containers": [{"name": "web", "image": "registry.example/web@sha256:%s",
        "resources": {"requests": {"cpu": 1, "memory": "1Gi"}, "limits": {"memory": "1Gi"}},
        "readinessProbe": {"tcpSocket": {"port": 80}}, "livenessProbe": {"tcpSocket": {"port": 80}},
        "securityContext": {"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"]}}}]
      """
          .formatted("0".repeat(64));

  private static final String BROKEN_POD =
      "\"containers\": [{\"name\": \"web\", \"image\": \"web\"}]";

  private Reviews() {}

  /**
   * A request.
   *
   * @param share of a hundred requests of a mix
   * @param allowed the right answer
   */
  record Request(String name, int share, boolean allowed, byte[] body) {}

  /** What objects of a namespace look like and how often they come: most are from controllers. */
  static Map<String, Request> all() {
    var out = new LinkedHashMap<String, Request>();
    add(out, "Pod of a replica set", 30, true, controllersPod());
    add(out, "ConfigMap", 20, true, configMap());
    add(out, "Deployment, sound, new", 10, true, deployment("CREATE", SOUND_POD, ""));
    add(out, "Deployment, sound, update", 15, true, deployment("UPDATE", SOUND_POD, SOUND_POD));
    add(out, "Deployment, broken, new", 8, false, deployment("CREATE", BROKEN_POD, ""));
    add(out, "Deployment, broken, update", 2, true, deployment("UPDATE", BROKEN_POD, BROKEN_POD));
    add(out, "Deployment, scaled", 5, true, scale());
    add(out, "Service", 9, true, service());
    add(out, "NetworkPolicy, closing", 0, true, policy("[]"));
    add(out, "NetworkPolicy, opening", 1, false, policy("[{}]"));
    return out;
  }

  private static void add(
      Map<String, Request> out, String name, int share, boolean allowed, String body) {
    out.put(name, new Request(name, share, allowed, body.getBytes(StandardCharsets.UTF_8)));
  }

  /** A hundred requests by their shares, in an order that is always the same. */
  static List<Request> mix() {
    var out = new ArrayList<Request>();
    for (Request request : all().values()) {
      out.addAll(Collections.nCopies(request.share(), request));
    }
    Collections.shuffle(out, new Random(1));
    return out;
  }

  private static String controllersPod() {
    String pod =
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"generateName": "app-0-5d9c-", "name": "app-0-5d9c-x2x2x", "namespace": "tenant-00000",
          "labels": {"app": "app-0", "role": "web"},
          "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "app-0-5d9c", "controller": true}]},
         "spec": {%s}}
        """
            .formatted(SOUND_POD);
    return review("CREATE", "", "v1", "Pod", "pods", "app-0-5d9c-x2x2x", pod, "null")
        .replace("\"alice\"", "\"system:serviceaccount:kube-system:replicaset-controller\"");
  }

  private static String configMap() {
    String object = object("v1", "ConfigMap", "settings", "\"data\": {\"region\": \"eu-west-2\"}");
    String before = object("v1", "ConfigMap", "settings", "\"data\": {\"region\": \"eu-west-1\"}");
    return review("UPDATE", "", "v1", "ConfigMap", "configmaps", "settings", object, before);
  }

  private static String service() {
    String spec = "\"spec\": {\"selector\": {\"app\": \"app-0\"}, \"ports\": [{\"port\": 8069}]}";
    return review(
        "UPDATE",
        "",
        "v1",
        "Service",
        "services",
        "web",
        object("v1", "Service", "web", spec),
        object("v1", "Service", "web", spec));
  }

  private static String scale() {
    String scale = object("autoscaling/v1", "Scale", "app-0", "\"spec\": {\"replicas\": 4}");
    return review("UPDATE", "autoscaling", "v1", "Scale", "deployments", "app-0", scale, scale)
        .replace("\"userInfo\"", "\"subResource\": \"scale\", \"userInfo\"");
  }

  private static String policy(String ingress) {
    String spec =
        "\"spec\": {\"podSelector\": {}, \"policyTypes\": [\"Ingress\"], \"ingress\": "
            + ingress
            + "}";
    String group = "networking.k8s.io";
    return review(
        "CREATE",
        group,
        "v1",
        "NetworkPolicy",
        "networkpolicies",
        "open",
        object(group + "/v1", "NetworkPolicy", "open", spec),
        "null");
  }

  private static String deployment(String operation, String pod, String before) {
    return review(
        operation,
        "apps",
        "v1",
        "Deployment",
        "deployments",
        "new",
        deployment(pod),
        before.isEmpty() ? "null" : deployment(before));
  }

  private static String deployment(String pod) {
    return object(
        "apps/v1",
        "Deployment",
        "new",
        "\"spec\": {\"replicas\": 2, \"selector\": {\"matchLabels\": {\"app\": \"new\"}}, \"template\": {\"metadata\": {\"labels\": {\"app\": \"new\"}}, \"spec\": {"
            + pod
            + "}}}");
  }

  private static String object(String apiVersion, String kind, String name, String rest) {
    return "{\"apiVersion\": \"%s\", \"kind\": \"%s\", \"metadata\": {\"name\": \"%s\", \"namespace\": \"tenant-00000\"}, %s}"
        .formatted(apiVersion, kind, name, rest);
  }

  private static String review(
      String operation,
      String group,
      String version,
      String kind,
      String resource,
      String name,
      String object,
      String before) {
    return """
    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
      "uid": "%s", "operation": "%s", "name": "%s",
      "namespace": "tenant-00000", "kind": {"group": "%s", "version": "%s", "kind": "%s"},
      "resource": {"group": "%s", "version": "%s", "resource": "%s"},
      "userInfo": {"username": "alice", "groups": ["developers", "system:authenticated"]},
      "object": %s, "oldObject": %s}}
    """
        .formatted(
            UID, operation, name, group, version, kind, group, version, resource, object, before);
  }

  /** Stands for the uid, of the length of all uids. */
  static final String UID = "00000000-0000-0000-0000-000000000000";
}
