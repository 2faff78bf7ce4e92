package dev.bulkhead.report;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.isolation.Breach;
import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.isolation.Wall;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The isolation matrix for programs: per tenant and layer, and the ways between tenants. */
final class JsonIsolation {
  private final Isolation isolation;
  private final Facts facts;
  private final Json json;

  JsonIsolation(Isolation isolation, Facts facts, Json json) {
    this.facts = facts;
    this.isolation = isolation;
    this.json = json;
  }

  void write() throws IOException {
    List<Integer> tenants = IntStream.range(0, isolation.tenants().size()).boxed().toList();
    json.array("tenants", tenants, t -> json.object(() -> writeTenant(t)));
    json.array("breaches", isolation.breaches(), b -> json.object(() -> writeBreach(b)));
    json.array(
        "deliveries",
        facts.deliveries().entrySet(),
        d -> json.object(() -> writeDelivery(d.getKey(), d.getValue())));
    json.array(
        "databasePaths",
        facts.databasePaths().entrySet().stream()
            .flatMap(r -> r.getValue().stream().map(p -> Map.entry(r.getKey(), p)))
            .toList(),
        p -> json.object(() -> writePath(p.getKey(), p.getValue())));
  }

  private void writeTenant(int tenant) throws IOException {
    json.text("tenant", isolation.tenants().get(tenant));
    json.object(
        "layers",
        () -> {
          for (Layer layer : Layer.values()) {
            json.object(JsonReporter.word(layer), () -> writeLayer(tenant, layer));
          }
        });
  }

  private void writeLayer(int tenant, Layer layer) throws IOException {
    Wall wall = isolation.wall(tenant, layer);
    json.text("state", JsonReporter.word(isolation.state(tenant, layer)));
    json.array(
        "held",
        wall.held(),
        held ->
            json.object(() -> {
              json.text("control", held.control());
              json.number("passes", held.passes());
            }));
    json.array(
        "needs",
        wall.needs(),
        need ->
            json.object(() -> {
              json.text("control", need.control());
              json.text("reason", need.reason());
              json.number("entities", need.entities());
            }));
  }

  private void writeBreach(Breach breach) throws IOException {
    json.text("layer", JsonReporter.word(breach.layer()));
    json.array("from", breach.from(), json::element);
    json.array("to", breach.to(), json::element);
    json.flag("accepted", breach.accepted());
    json.array(
        "findings", breach.findings().stream().map(Finding::fingerprint).toList(), json::element);
    writeProof(breach.proof());
  }

  private void writeDelivery(String entity, Facts.Delivery delivery) throws IOException {
    json.text("entity", entity);
    json.array("sources", delivery.sources(), json::element);
    json.array("serves", delivery.serves(), json::element);
    json.array("writes", delivery.writes(), json::element);
    writeProof(delivery.proof());
  }

  private void writePath(String route, Facts.DatabasePath path) throws IOException {
    json.optional("tenant", path.tenant());
    json.array("hosts", path.hosts(), json::element);
    json.text("route", route);
    json.text("service", path.service());
    json.text("workload", path.workload());
    json.optional("server", path.server());
    json.optional("database", path.database());
    json.optional("role", path.role());
    json.optional("secret", path.secret());
    writeProof(path.proof());
  }

  private void writeProof(List<Facts.Step> proof) throws IOException {
    json.array(
        "proof",
        proof,
        step ->
            json.object(() -> {
              json.text("message", step.message());
              json.optional("entity", step.entity());
              json.optional("pointer", step.pointer());
            }));
  }
}
