package dev.bulkhead.analysis;

import dev.bulkhead.model.Container;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts.DatabasePath;
import dev.bulkhead.model.Facts.Owner;
import dev.bulkhead.model.Facts.Step;
import dev.bulkhead.model.OdooInstance;
import dev.bulkhead.model.Route;
import dev.bulkhead.model.Service;
import dev.bulkhead.model.Setting;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From public hosts to databases: a route leads to a Service, this to the pods that its selector
 * chooses, and what runs in them names server, database and role.
 */
final class DatabasePaths {
  private static final int OF_A_ROUTE = 20;

  private final Map<String, Owner> owners;
  private final List<Route> routes = new ArrayList<>();
  private final Map<String, Service> services = new HashMap<>();
  private final Map<String, List<Workload>> workloads = new HashMap<>();
  private final Map<String, OdooInstance> instances = new HashMap<>();
  private final Map<Service, List<Workload>> chosen = new IdentityHashMap<>();

  DatabasePaths(Snapshot snapshot, Map<String, Owner> owners) {
    this.owners = owners;
    for (Entity entity : snapshot.entities()) {
      String namespace = entity.meta().namespace();
      switch (entity) {
        case Route route -> routes.add(route);
        case Service service -> services.put(namespace + "/" + service.meta().name(), service);
        case Workload workload ->
            workloads
                .computeIfAbsent(String.valueOf(namespace), n -> new ArrayList<>())
                .add(workload);
        case OdooInstance instance -> {
          if (instance.workload() != null) {
            instances.putIfAbsent(instance.workload(), instance);
          }
        }
        default -> {}
      }
    }
  }

  /** By route id. */
  Map<String, List<DatabasePath>> paths() {
    var out = new LinkedHashMap<String, List<DatabasePath>>();
    for (Route route : routes) {
      var paths = new LinkedHashMap<String, DatabasePath>();
      for (Route.Rule rule : route.rules()) {
        for (Route.Backend backend : rule.backends()) {
          String name = backend.namespace() + "/" + backend.name();
          Service service = services.get(name);
          if (service != null && paths.size() < OF_A_ROUTE) {
            add(route, rule, backend, service, name, paths);
          }
        }
      }
      if (!paths.isEmpty()) {
        out.put(route.meta().id(), List.copyOf(paths.values()));
      }
    }
    return out;
  }

  private void add(
      Route route,
      Route.Rule rule,
      Route.Backend backend,
      Service service,
      String name,
      Map<String, DatabasePath> out) {
    for (Workload workload : chosen.computeIfAbsent(service, this::chosen)) {
      OdooInstance instance = instances.get(workload.meta().id());
      if (instance != null) {
        out.putIfAbsent(
            rule.hosts() + workload.meta().id(),
            path(route, rule, backend, name, workload, instance));
      }
    }
  }

  /** The workloads whose pods the Service leads to; a Service without a selector chooses none. */
  private List<Workload> chosen(Service service) {
    var labels = service.selector().entrySet();
    return labels.isEmpty()
        ? List.of()
        : workloads.getOrDefault(String.valueOf(service.meta().namespace()), List.of()).stream()
            .filter(w -> w.pod().labels().entrySet().containsAll(labels))
            .toList();
  }

  private DatabasePath path(
      Route route,
      Route.Rule rule,
      Route.Backend backend,
      String service,
      Workload workload,
      OdooInstance instance) {
    Owner owner = owners.get(route.meta().id());
    String server = value(instance, "db_host");
    String database = value(instance, "db_name");
    String role = value(instance, "db_user");
    Container.EnvVar password = password(workload);
    Container.KeyRef key = password == null ? null : password.secret();
    var proof = new ArrayList<Step>();
    String kind = route.meta().resourceKind();
    proof.add(
        new Step(
            kind + " " + route.meta().name() + " leads to service " + service,
            route.meta().id(),
            backend.pointer()));
    proof.add(
        new Step(
            "its selector chooses the pods of "
                + workload.meta().resourceKind()
                + " "
                + workload.meta().name(),
            workload.meta().id(),
            workload.pod().pointer()));
    if (password != null && key != null) {
      proof.add(
          new Step(
              "they take " + password.name() + " from Secret " + key.name(),
              workload.meta().id(),
              password.pointer()));
    }
    proof.add(
        new Step(
            "they connect as role "
                + said(role)
                + " to database "
                + said(database)
                + " on "
                + said(server),
            instance.meta().id(),
            ""));
    return new DatabasePath(
        owner == null ? null : owner.tenant(),
        rule.hosts(),
        service,
        workload.meta().id(),
        server,
        database,
        role,
        key == null ? null : workload.meta().namespace() + "/" + key.name(),
        List.copyOf(proof));
  }

  private static Container.@Nullable EnvVar password(Workload workload) {
    for (Container container : workload.pod().containers()) {
      for (Container.EnvVar variable : container.env()) {
        if (variable.secret() != null
            && variable.name().toUpperCase(Locale.ROOT).contains("PASSWORD")) {
          return variable;
        }
      }
    }
    return null;
  }

  private static @Nullable String value(OdooInstance instance, String option) {
    Setting setting = instance.options().get(option);
    return setting == null ? null : setting.value();
  }

  private static String said(@Nullable String text) {
    return text == null ? "(not said here)" : text;
  }
}
