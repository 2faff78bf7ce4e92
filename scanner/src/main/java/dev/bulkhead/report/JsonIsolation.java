package dev.bulkhead.report;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.isolation.Breach;
import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.isolation.Wall;
import dev.bulkhead.model.Layer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** The isolation matrix for programs: per tenant and layer, and the ways between tenants. */
final class JsonIsolation {
  private final Isolation isolation;
  private final Json json;

  JsonIsolation(Isolation isolation, Json json) {
    this.isolation = isolation;
    this.json = json;
  }

  void write() throws IOException {
    List<Integer> tenants = IntStream.range(0, isolation.tenants().size()).boxed().toList();
    json.array("tenants", tenants, t -> json.object(() -> writeTenant(t)));
    json.array("breaches", isolation.breaches(), b -> json.object(() -> writeBreach(b)));
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
    json.array(
        "proof",
        breach.proof(),
        step ->
            json.object(() -> {
              json.text("message", step.message());
              json.optional("entity", step.entity());
              json.optional("pointer", step.pointer());
            }));
  }
}
