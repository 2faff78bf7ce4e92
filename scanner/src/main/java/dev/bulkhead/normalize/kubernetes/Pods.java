package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Container;
import dev.bulkhead.model.PodSpec;
import dev.bulkhead.model.SecurityContext;
import dev.bulkhead.model.Volume;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.secrets.SecretDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pod specs. */
final class Pods {
  private Pods() {}

  /**
   * Reads a pod.
   *
   * @param template what holds the pod's metadata and spec
   */
  static PodSpec read(Tree template) {
    Tree spec = template.at("spec");
    var containers = new ArrayList<Container>();
    spec.at("initContainers").items().forEach(c -> containers.add(container(c, initRole(c))));
    spec.at("containers")
        .items()
        .forEach(c -> containers.add(container(c, Container.Role.CONTAINER)));
    spec.at("ephemeralContainers")
        .items()
        .forEach(c -> containers.add(container(c, Container.Role.EPHEMERAL)));
    Tree affinity = spec.at("affinity");
    String account = spec.at("serviceAccountName").text();
    return new PodSpec(
        spec.pointer(),
        template.at("metadata", "labels").stringMap(),
        template.at("metadata", "annotations").stringMap(),
        account == null ? spec.at("serviceAccount").text() : account,
        spec.at("automountServiceAccountToken").bool(),
        spec.at("hostNetwork").isTrue(),
        spec.at("hostPID").isTrue(),
        spec.at("hostIPC").isTrue(),
        podSecurityContext(spec.at("securityContext")),
        containers,
        spec.at("volumes").items().stream().map(Pods::volume).toList(),
        spec.at("nodeSelector").stringMap(),
        spec.at("tolerations").items().stream().map(Pods::toleration).toList(),
        affinity.at("podAntiAffinity").present(),
        affinity.at("nodeAffinity").present(),
        spec.at("topologySpreadConstraints").items().stream().map(Pods::spread).toList(),
        spec.at("restartPolicy").text("Always"),
        spec.at("terminationGracePeriodSeconds").integer(),
        spec.at("priorityClassName").text(),
        spec.at("runtimeClassName").text(),
        names(spec.at("imagePullSecrets")));
  }

  static List<String> names(Tree references) {
    var out = new ArrayList<String>();
    for (Tree reference : references.items()) {
      String name = reference.isScalar() ? reference.text() : reference.at("name").text();
      if (name != null) {
        out.add(name);
      }
    }
    return out;
  }

  private static Container.Role initRole(Tree container) {
    return "Always".equals(container.at("restartPolicy").text())
        ? Container.Role.SIDECAR
        : Container.Role.INIT;
  }

  private static PodSpec.Toleration toleration(Tree t) {
    return new PodSpec.Toleration(
        t.at("key").text(),
        t.at("operator").text("Equal"),
        t.at("value").text(),
        t.at("effect").text());
  }

  private static PodSpec.TopologySpread spread(Tree t) {
    Integer skew = t.at("maxSkew").smallInteger();
    return new PodSpec.TopologySpread(
        t.at("topologyKey").text(""),
        skew == null ? 1 : skew,
        t.at("whenUnsatisfiable").text("DoNotSchedule"));
  }

  private static Container container(Tree c, Container.Role role) {
    String image = c.at("image").text();
    return new Container(
        c.at("name").text(""),
        role,
        c.pointer(),
        image == null || image.isEmpty() ? null : Images.parse(image),
        withoutSecrets(c.at("command").texts()),
        withoutSecrets(c.at("args").texts()),
        c.at("env").items().stream().map(Pods::variable).toList(),
        c.at("envFrom").items().stream().map(Pods::source).toList(),
        securityContext(c.at("securityContext")),
        c.at("resources", "requests").stringMap(),
        c.at("resources", "limits").stringMap(),
        c.at("readinessProbe").present(),
        c.at("livenessProbe").present(),
        c.at("startupProbe").present(),
        c.at("ports").items().stream().map(Pods::port).toList(),
        c.at("volumeMounts").items().stream().map(Pods::mount).toList());
  }

  /** Arguments may carry passwords: {@code --password=…} and what follows such an option. */
  private static List<String> withoutSecrets(List<String> args) {
    var out = new ArrayList<String>(args.size());
    String option = null;
    for (String arg : args) {
      int equals = arg.startsWith("-") ? arg.indexOf('=') : -1;
      String key = equals > 0 ? arg.substring(0, equals) : option;
      String value = equals > 0 ? arg.substring(equals + 1) : arg;
      boolean secret = SecretDetector.inspect(key, value) != null && !arg.contains("\n");
      if (secret) {
        out.add(equals > 0 ? arg.substring(0, equals + 1) + "«withheld»" : "«withheld»");
      } else {
        out.add(
            arg.contains("\n") && SecretDetector.inspect(null, arg) != null ? "«withheld»" : arg);
      }
      option = arg.startsWith("-") && equals < 0 ? arg : null;
    }
    return out;
  }

  private static Container.EnvVar variable(Tree v) {
    String name = v.at("name").text("");
    Tree from = v.at("valueFrom");
    String value = v.at("value").text();
    boolean secret = value != null && SecretDetector.inspect(name, value) != null;
    String field = from.at("fieldRef", "fieldPath").text();
    return new Container.EnvVar(
        name,
        v.pointer(),
        secret ? null : value,
        secret,
        keyRef(from.at("secretKeyRef")),
        keyRef(from.at("configMapKeyRef")),
        field == null ? from.at("resourceFieldRef", "resource").text() : field);
  }

  private static Container.@Nullable KeyRef keyRef(Tree ref) {
    return ref.present()
        ? new Container.KeyRef(
            ref.at("name").text(""), ref.at("key").text(""), ref.at("optional").isTrue())
        : null;
  }

  private static Container.EnvFrom source(Tree s) {
    return new Container.EnvFrom(
        s.pointer(),
        s.at("secretRef", "name").text(),
        s.at("configMapRef", "name").text(),
        s.at("prefix").text());
  }

  private static Container.Port port(Tree p) {
    Integer number = p.at("containerPort").smallInteger();
    return new Container.Port(
        p.pointer(),
        p.at("name").text(),
        number == null ? 0 : number,
        p.at("hostPort").smallInteger(),
        p.at("protocol").text("TCP"));
  }

  private static Container.Mount mount(Tree m) {
    return new Container.Mount(
        m.at("name").text(""),
        m.at("mountPath").text(""),
        m.at("subPath").text(),
        m.at("readOnly").isTrue());
  }

  static @Nullable SecurityContext securityContext(Tree s) {
    if (!s.present()) {
      return null;
    }
    Tree capabilities = s.at("capabilities");
    Tree seccomp = s.at("seccompProfile");
    return new SecurityContext(
        s.at("runAsNonRoot").bool(),
        s.at("runAsUser").integer(),
        s.at("runAsGroup").integer(),
        s.at("fsGroup").integer(),
        s.at("privileged").bool(),
        s.at("allowPrivilegeEscalation").bool(),
        s.at("readOnlyRootFilesystem").bool(),
        s.at("procMount").text(),
        s.at("windowsOptions", "hostProcess").bool(),
        capabilities.present()
            ? new SecurityContext.Capabilities(
                capabilities.at("add").texts(), capabilities.at("drop").texts())
            : null,
        seccomp.present()
            ? new SecurityContext.SeccompProfile(
                seccomp.at("type").text(""), seccomp.at("localhostProfile").text())
            : null,
        s.at("appArmorProfile", "type").text(),
        names(s.at("sysctls")));
  }

  /**
   * Of a pod. What only containers have (API reference of PodSecurityContext) has no effect there,
   * however often it is written.
   */
  private static @Nullable SecurityContext podSecurityContext(Tree s) {
    SecurityContext written = securityContext(s);
    return written == null
        ? null
        : new SecurityContext(
            written.runAsNonRoot(),
            written.runAsUser(),
            written.runAsGroup(),
            written.fsGroup(),
            null,
            null,
            null,
            null,
            written.hostProcess(),
            null,
            written.seccompProfile(),
            written.appArmorProfile(),
            written.sysctls());
  }

  private static Volume volume(Tree v) {
    var secrets = new ArrayList<String>();
    var configMaps = new ArrayList<String>();
    String type = "emptyDir";
    String target = null;
    for (Map.Entry<String, Tree> entry : v.entries().entrySet()) {
      if (entry.getKey().equals("name")) {
        continue;
      }
      type = entry.getKey();
      Tree source = entry.getValue();
      if (!source.isMapping()) {
        continue;
      }
      target = target(type, source);
      addReferences(type, source, secrets, configMaps);
    }
    return new Volume(
        v.at("name").text(""),
        v.pointer(),
        type,
        target,
        List.copyOf(secrets),
        List.copyOf(configMaps));
  }

  private static @Nullable String target(String type, Tree source) {
    return switch (type) {
      case "hostPath" -> source.at("path").text();
      case "secret" -> source.at("secretName").text();
      case "configMap" -> source.at("name").text();
      case "persistentVolumeClaim" -> source.at("claimName").text();
      case "csi" -> source.at("driver").text();
      case "nfs" -> source.at("server").text("") + ":" + source.at("path").text("");
      default -> null;
    };
  }

  private static void addReferences(
      String type, Tree source, List<String> secrets, List<String> configMaps) {
    switch (type) {
      case "secret" -> add(secrets, source.at("secretName").text());
      case "configMap" -> add(configMaps, source.at("name").text());
      case "projected" ->
          source
              .at("sources")
              .items()
              .forEach(s -> {
                add(secrets, s.at("secret", "name").text());
                add(configMaps, s.at("configMap", "name").text());
              });
      default -> {}
    }
  }

  private static void add(List<String> names, @Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }
}
