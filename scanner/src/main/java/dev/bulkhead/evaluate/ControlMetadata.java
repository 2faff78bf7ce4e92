package dev.bulkhead.evaluate;

import dev.bulkhead.evaluate.Control.Mapping;
import dev.bulkhead.evaluate.Control.Parameter;
import dev.bulkhead.model.Layer;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Annotations;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a control from the METADATA of its package. */
final class ControlMetadata {
  private final Module module;
  private final ObjectValue metadata;
  private final ObjectValue custom;

  private ControlMetadata(Module module, ObjectValue metadata) {
    this.module = module;
    this.metadata = metadata;
    this.custom = metadata.get("custom") instanceof ObjectValue o ? o : ObjectValue.EMPTY;
  }

  static Control read(Module module, Annotations annotations) {
    return new ControlMetadata(module, annotations.metadata()).control();
  }

  private Control control() {
    String id = required(custom, "id");
    return new Control(
        id,
        required(metadata, "title"),
        required(metadata, "description").strip(),
        severity(),
        id.contains("-") ? id.substring(0, id.indexOf('-')) : id,
        texts(custom.get("kinds")),
        texts(custom.get("tiers")),
        required(custom, "remediation").strip(),
        text(custom.get("example")),
        frameworks(),
        references(),
        parameters(),
        module.file(),
        "data." + String.join(".", module.packagePath()),
        !module.file().startsWith("controls/"),
        evidence(),
        layer(),
        texts(custom.get("sources")));
  }

  private Control.Evidence evidence() {
    String name = text(custom.get("evidence"));
    if (name == null) {
      return Control.Evidence.FILES;
    }
    for (Control.Evidence evidence : Control.Evidence.values()) {
      if (evidence.name().equals(name.toUpperCase(Locale.ROOT))) {
        return evidence;
      }
    }
    throw error("evidence must be files, partly, live or attestation");
  }

  private @Nullable Layer layer() {
    String name = text(custom.get("layer"));
    if (name == null) {
      return null;
    }
    for (Layer layer : Layer.values()) {
      if (layer.name().equals(name.toUpperCase(Locale.ROOT))) {
        return layer;
      }
    }
    throw error("layer must be application, database, network, operations or governance");
  }

  private Severity severity() {
    String name = required(custom, "severity").toUpperCase(Locale.ROOT);
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(name)) {
        return severity;
      }
    }
    throw error("severity must be critical, high, medium or low");
  }

  private RegoException error(String message) {
    return RegoException.of("control_metadata_error", message, module.packageLocation());
  }

  private String required(ObjectValue object, String name) {
    String text = text(object.get(name));
    if (text == null) {
      throw error("METADATA lacks " + name);
    }
    return text;
  }

  private static @Nullable String text(@Nullable Value value) {
    return value instanceof StringValue s ? s.value() : null;
  }

  private static List<String> texts(@Nullable Value value) {
    var out = new ArrayList<String>();
    if (value instanceof ArrayValue items) {
      items.forEach(i -> out.add(i instanceof StringValue s ? s.value() : i.toString()));
    }
    return List.copyOf(out);
  }

  private List<Mapping> frameworks() {
    var out = new ArrayList<Mapping>();
    if (custom.get("frameworks") instanceof ArrayValue items) {
      for (Value item : items) {
        if (item instanceof ObjectValue o) {
          out.add(
              new Mapping(
                  required(o, "framework"),
                  String.valueOf(plain(o.get("requirement"))),
                  required(o, "coverage")));
        }
      }
    }
    return List.copyOf(out);
  }

  private static String plain(@Nullable Value value) {
    return value instanceof StringValue s ? s.value() : String.valueOf(value);
  }

  private List<String> references() {
    var out = new ArrayList<String>();
    if (metadata.get("related_resources") instanceof ArrayValue items) {
      for (Value item : items) {
        if (item instanceof ObjectValue o && o.get("ref") instanceof StringValue ref) {
          out.add(ref.value());
        }
      }
    }
    return List.copyOf(out);
  }

  private Map<String, Parameter> parameters() {
    var out = new LinkedHashMap<String, Parameter>();
    if (custom.get("parameters") instanceof ObjectValue declared) {
      for (Value name : declared.sortedKeys()) {
        if (name instanceof StringValue n && declared.get(name) instanceof ObjectValue p) {
          Value fallback = p.get("default");
          out.put(
              n.value(),
              new Parameter(
                  fallback == null ? NullValue.NULL : fallback, required(p, "description")));
        }
      }
    }
    return Map.copyOf(out);
  }
}
