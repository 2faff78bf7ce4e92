package dev.bulkhead.analysis;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Facts.Delivery;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Facts.Step;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.Resource;
import dev.bulkhead.model.RoleBinding;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far a change in Git goes. Manifests name their own namespaces: an Argo CD Application writes
 * wherever its AppProject's destinations let it (Argo CD documentation, Projects), a Flux
 * Kustomization or HelmRelease wherever its service account may, and without one wherever Flux
 * itself may (Flux documentation, role-based access control).
 */
final class DeliveryReach {
  private final Ownership ownership;
  private final Map<String, Resource> projects = new HashMap<>();
  private final Map<String, List<Resource>> applications = new LinkedHashMap<>();
  private final List<Resource> reconciled = new ArrayList<>();
  private final Map<String, List<RoleBinding>> bindings = new HashMap<>();
  private final Set<String> namespaces = new TreeSet<>();

  DeliveryReach(Snapshot snapshot, Ownership ownership) {
    this.ownership = ownership;
    for (Entity entity : snapshot.entities()) {
      String home = entity.meta().namespace();
      if (home != null) {
        namespaces.add(home);
      }
      switch (entity) {
        case Namespace namespace -> namespaces.add(namespace.meta().name());
        case Resource resource -> add(resource);
        case RoleBinding binding -> add(binding);
        default -> {}
      }
    }
  }

  /** Whether an object may say what is delivered where. */
  static boolean delivers(Resource resource) {
    String version = String.valueOf(resource.meta().apiVersion());
    return version.startsWith("argoproj.io/") || version.contains(".toolkit.fluxcd.io/");
  }

  private void add(Resource resource) {
    String version = String.valueOf(resource.meta().apiVersion());
    String kind = resource.meta().resourceKind();
    if (version.startsWith("argoproj.io/") && kind.equals("AppProject")) {
      projects.put(resource.meta().name(), resource);
    } else if (version.startsWith("argoproj.io/") && kind.equals("Application")) {
      String project = text(spec(resource).get("project"));
      String target = text(map(spec(resource).get("destination")).get("namespace"));
      if (target != null) {
        namespaces.add(target);
      }
      applications
          .computeIfAbsent(project == null ? "default" : project, p -> new ArrayList<>())
          .add(resource);
    } else if ((version.startsWith("kustomize.toolkit.fluxcd.io/") && kind.equals("Kustomization"))
        || (version.startsWith("helm.toolkit.fluxcd.io/") && kind.equals("HelmRelease"))) {
      reconciled.add(resource);
    }
  }

  private void add(RoleBinding binding) {
    for (RoleBinding.Subject subject : binding.subjects()) {
      if (subject.kind().equals("ServiceAccount")) {
        String home =
            subject.namespace() == null ? binding.meta().namespace() : subject.namespace();
        bindings.computeIfAbsent(home + "/" + subject.name(), k -> new ArrayList<>()).add(binding);
      }
    }
  }

  /** By entity id; applications whose project is not in the input are left out. */
  Map<String, Delivery> deliveries() {
    var out = new LinkedHashMap<String, Delivery>();
    applications.forEach((name, list) -> {
      Resource project = projects.get(name);
      if (project != null) {
        addProject(project, list, out);
      } else if (name.equals("default")) {
        // Argo CD creates this project by itself, and it restricts nothing
        var step = new Step("the project default lets applications write everywhere", null, null);
        list.forEach(a ->
            out.put(
                a.meta().id(),
                new Delivery(sources(a), served(a), List.of(Facts.ANY), List.of(step))));
      }
    });
    reconciled.forEach(r -> out.put(r.meta().id(), ofFlux(r)));
    return out;
  }

  private void addProject(
      Resource project, List<Resource> applications, Map<String, Delivery> out) {
    List<String> writes = writes(project);
    var step =
        new Step(
            "AppProject "
                + project.meta().name()
                + " lets its applications write "
                + (writes.equals(List.of(Facts.ANY))
                    ? "into every namespace"
                    : "into the namespaces of "
                        + (writes.isEmpty() ? "no tenant" : String.join(", ", writes))),
            project.meta().id(),
            "/spec/destinations");
    var sources = new LinkedHashSet<String>();
    var serves = new TreeSet<String>();
    for (Resource application : applications) {
      List<String> own = sources(application);
      sources.addAll(own);
      serves.addAll(served(application));
      out.put(
          application.meta().id(), new Delivery(own, served(application), writes, List.of(step)));
    }
    out.put(
        project.meta().id(),
        new Delivery(List.copyOf(sources), List.copyOf(serves), writes, List.of(step)));
  }

  /** The tenants of the namespaces that the destinations allow; {@code !} before one denies it. */
  private List<String> writes(Resource project) {
    var allowed = new ArrayList<String>();
    var denied = new ArrayList<String>();
    for (Object item : list(spec(project).get("destinations"))) {
      String namespace = text(map(item).get("namespace"));
      if (namespace != null) {
        boolean denies = namespace.startsWith("!");
        (denies ? denied : allowed).add(denies ? namespace.substring(1) : namespace);
      }
    }
    if (allowed.contains("*") && denied.isEmpty()) {
      return List.of(Facts.ANY);
    }
    var out = new TreeSet<String>();
    for (String pattern : allowed) {
      boolean exact = pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
      for (String namespace : exact ? Set.of(pattern) : namespaces) {
        if (Globs.matches(pattern, namespace)
            && denied.stream().noneMatch(d -> Globs.matches(d, namespace))) {
          addTenant(namespace, out);
        }
      }
    }
    return List.copyOf(out);
  }

  private void addTenant(@Nullable String namespace, Set<String> out) {
    String tenant = namespace == null ? null : ownership.tenantOf(namespace);
    if (tenant != null) {
      out.add(tenant);
    }
  }

  private Delivery ofFlux(Resource resource) {
    String account = text(spec(resource).get("serviceAccountName"));
    if (account == null) {
      String message =
          resource.meta().resourceKind() + " " + resource.meta().name() + " has the rights of Flux";
      return new Delivery(
          sources(resource),
          served(resource),
          List.of(Facts.ANY),
          List.of(new Step(message, resource.meta().id(), "/spec")));
    }
    var writes = new TreeSet<String>();
    var proof = new ArrayList<Step>();
    for (RoleBinding binding :
        bindings.getOrDefault(resource.meta().namespace() + "/" + account, List.of())) {
      boolean everywhere = binding.meta().resourceKind().equals("ClusterRoleBinding");
      proof.add(
          new Step(
              binding.meta().resourceKind()
                  + " "
                  + binding.meta().name()
                  + " gives "
                  + account
                  + " the "
                  + binding.roleKind()
                  + " "
                  + binding.roleName(),
              binding.meta().id(),
              ""));
      if (everywhere) {
        return new Delivery(
            sources(resource), served(resource), List.of(Facts.ANY), List.of(proof.getLast()));
      }
      addTenant(binding.meta().namespace(), writes);
    }
    return new Delivery(
        sources(resource), served(resource), List.copyOf(writes), List.copyOf(proof));
  }

  /** The tenant of the object itself, or of where it says that its manifests belong. */
  private List<String> served(Resource resource) {
    Owner owner = ownership.owner(resource);
    var out = new TreeSet<String>();
    if (owner.tenant() != null) {
      out.add(owner.tenant());
    }
    Map<?, ?> spec = spec(resource);
    addTenant(text(map(spec.get("destination")).get("namespace")), out);
    addTenant(text(spec.get("targetNamespace")), out);
    return List.copyOf(out);
  }

  private static List<String> sources(Resource resource) {
    Map<?, ?> spec = spec(resource);
    var all = new ArrayList<Object>(list(spec.get("sources")));
    all.add(spec.get("source"));
    all.add(spec.get("sourceRef") == null ? null : spec);
    all.add(map(map(spec.get("chart")).get("spec")));
    return all.stream().map(s -> source(map(s))).filter(Objects::nonNull).distinct().toList();
  }

  private static @Nullable String source(Map<?, ?> source) {
    Map<?, ?> reference = map(source.get("sourceRef"));
    String repository = text(source.get("repoURL"));
    if (repository == null && reference.get("name") != null) {
      repository = text(reference.get("kind")) + " " + text(reference.get("name"));
    }
    String path = text(source.get("path"));
    String inside = path == null ? text(source.get("chart")) : path;
    return repository == null ? null : inside == null ? repository : repository + " " + inside;
  }

  private static Map<?, ?> spec(Resource resource) {
    return map(resource.object().get("spec"));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }
}
