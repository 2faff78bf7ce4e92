package dev.bulkhead.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.config.FrameworkFile;
import dev.bulkhead.config.PlatformFile;
import dev.bulkhead.config.WaiverFile;
import dev.bulkhead.model.Gap;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas of the files that people write, and what reads these files, know the same keys. */
class ConfigurationSchemaTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"platform, bulkhead.yaml", "waivers, waivers.yaml", "frameworks, frameworks.yaml"})
  void everyKeyOfTheSchemaIsReadAndNoOther(String schema, String file) throws IOException {
    JsonNode root = new ObjectMapper().readTree(Files.readString(Schemas.file(schema)));
    ObjectNode full = (ObjectNode) sample(root, root);
    assertThat(Schemas.errors(schema, full.toString())).isEmpty();
    assertThat(problems(file, full.toString())).isEmpty();

    var objects = new ArrayList<ObjectNode>();
    collectClosed(full, root, root, objects);
    assertThat(objects).hasSizeGreaterThan(2);
    for (ObjectNode object : objects) {
      var keys = new TreeSet<String>();
      object.fieldNames().forEachRemaining(keys::add);
      object.put("nobodyKnowsThis", "x");
      assertThat(Schemas.errors(schema, full.toString())).as("%s", object).isNotEmpty();
      assertThat(problems(file, full.toString()))
          .singleElement()
          .satisfies(gap -> {
            assertThat(gap.message()).isEqualTo("unknown key \"nobodyKnowsThis\"");
            assertThat(gap.hint()).isEqualTo("known keys: " + String.join(", ", keys));
          });
      object.remove("nobodyKnowsThis");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenants: [{id: a}, {id: a}]  | 1:25: tenant \"a\" stands here twice",
        "tenants: [{name: A}]         | 1:11: a tenant needs an id",
        "tiers: [{rpo: 4h}]           | 1:9: a tier needs a name",
        "tennants: []                 | 1:11: unknown key \"tennants\" (did you mean \"tenants\"?)",
        "scope: everything            | 1:8: scope must be complete or partial, not \"everything\"",
        "tenants: {id: a}             | 1:10: /tenants should be a list but is a mapping",
      })
  void aMistakeInThePlatformFileIsToldWithItsPlace(String text, String problem) throws IOException {
    assertThat(problems("bulkhead.yaml", text))
        .map(ConfigurationSchemaTest::told)
        .contains(problem);
    assertThat(text.contains("{id: a}, {id: a}") || !Schemas.yamlErrors("platform", text).isEmpty())
        .as("the schema refuses it too, as far as schemas can")
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "waivers: [{control: X-1, selecter: {tenant: a}}] | 1:36: unknown key \"selecter\" (did you mean \"selector\"?)",
        "waivers: [{control: X-1, selector: {namepsace: a}}] | 1:48: unknown key \"namepsace\" (did you mean \"namespace\"?)",
        "waivers: [{reason: because}] | 1:11: a waiver needs a control (an id such as WRK-14, or a pattern)",
      })
  void aMisspeltWaiverIsRefusedAndDoesNotWaiveMore(String text, String problem) throws IOException {
    assertThat(problems("waivers.yaml", text)).map(ConfigurationSchemaTest::told).contains(problem);
    assertThat(Schemas.yamlErrors("waivers", text)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{control: ISO-04, requirements: x, coverage: full}    | false | 1:48: no control is called \"ISO-04\" (did you mean \"ISO-03\"?)",
        "{control: ACME-77, requirements: x, coverage: full}   | false | 1:48: no control is called \"ACME-77\" (bulkhead controls list shows them)",
        "{requirements: x, coverage: full}                     | true | 1:38: a mapping needs a control (an id such as ISO-03)",
        "{control: ISO-03, coverage: full}                     | true | 1:38: a mapping needs requirements (one or more numbers or names)",
        "{control: ISO-03, requirements: [], coverage: full}   | true | 1:38: a mapping needs requirements (one or more numbers or names)",
        "{control: ISO-03, requirements: x}                    | true | 1:38: coverage must be full or partial, not \"\"",
        "{control: ISO-03, requirements: x, coverage: most}    | true | 1:83: coverage must be full or partial, not \"most\"",
        "{control: ISO-03, requirement: x, coverage: full}     | true | 1:69: unknown key \"requirement\" (did you mean \"requirements\"?)",
        "{control: ISO-03, requirements: [x, x], coverage: full} | false | 1:70: ISO-03 is mapped to \"x\" twice (say once whether it covers it in full)",
      })
  void aMistakeInAMappingIsToldWithItsPlace(String mapping, boolean bySchema, String problem)
      throws IOException {
    String text = "frameworks: [{name: ACME, mappings: [" + mapping + "]}]";
    assertThat(problems("frameworks.yaml", text))
        .map(ConfigurationSchemaTest::told)
        .contains(problem);
    assertThat(!Schemas.yamlErrors("frameworks", text).isEmpty()).isEqualTo(bySchema);
  }

  @Test
  void theExamplesOfTheFixturesFollowTheSchema() throws IOException {
    String example = Files.readString(Path.of("../fixtures/retail/bulkhead.yaml"));
    assertThat(Schemas.yamlErrors("platform", example)).isEmpty();
  }

  private List<Gap> problems(String file, String text) throws IOException {
    Path path = Files.writeString(folder.resolve(file), text);
    Document document =
        new SourceReader(folder, Limits.STANDARD)
            .read(List.of(path))
            .files()
            .getFirst()
            .documents()
            .getFirst();
    Function<Document, List<Gap>> reader =
        switch (file) {
          case "bulkhead.yaml" -> d -> PlatformFile.read(d).problems();
          case "waivers.yaml" -> d -> WaiverFile.read(d, LocalDate.of(2026, 11, 21)).problems();
          default -> d -> FrameworkFile.read(d, Set.of("1d", "ISO-03")).problems();
        };
    return reader.apply(document);
  }

  private static String told(Gap gap) {
    String place =
        gap.span() == null ? "" : gap.span().startLine() + ":" + gap.span().startColumn();
    return place + ": " + gap.message() + (gap.hint() == null ? "" : " (" + gap.hint() + ")");
  }

  /** A value that has every property that the schema knows. */
  private static JsonNode sample(JsonNode schema, JsonNode root) {
    JsonNode at = resolved(schema, root);
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (at.has("enum")) {
      return at.get("enum").get(0);
    }
    if (at.has("properties")) {
      ObjectNode out = nodes.objectNode();
      at.get("properties")
          .properties()
          .forEach(p -> out.set(p.getKey(), sample(p.getValue(), root)));
      return out;
    }
    String type = at.path("type").asText("string");
    return switch (type) {
      case "array" -> nodes.arrayNode().add(sample(at.get("items"), root));
      case "object" -> nodes.objectNode();
      default -> nodes.textNode(at.path("format").asText().equals("date") ? "2027-03-31" : "1d");
    };
  }

  private static void collectClosed(
      JsonNode value, JsonNode schema, JsonNode root, List<ObjectNode> out) {
    JsonNode at = resolved(schema, root);
    if (value instanceof ObjectNode object && at.has("properties")) {
      out.add(object);
      object
          .properties()
          .forEach(p -> collectClosed(p.getValue(), at.at("/properties/" + p.getKey()), root, out));
    } else if (value instanceof ArrayNode array) {
      array.forEach(item -> collectClosed(item, at.get("items"), root, out));
    }
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    return schema.has("$ref") ? root.at(schema.get("$ref").asText().substring(1)) : schema;
  }
}
