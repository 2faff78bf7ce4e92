package dev.bulkhead.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordValuesTest {
  private record Port(int number, @Nullable String name, List<String> hosts) {}

  private static final Port WEB = new Port(80, null, List.of("a", "b"));

  private static StringValue text(String text) {
    return StringValue.of(text);
  }

  private static Map<Value, Value> webByHand() {
    Map<Value, Value> fields = new HashMap<>();
    fields.put(text("number"), NumberValue.of(80));
    fields.put(text("hosts"), ArrayValue.of(List.of(text("a"), text("b"))));
    return fields;
  }

  @Test
  void aRecordIsAnObjectOfItsComponentsThatAreThere() {
    Value web = RecordValues.toValue(WEB);
    ObjectValue byHand = ObjectValue.of(webByHand());

    assertThat(web).isEqualTo(byHand).hasSameHashCodeAs(byHand).hasToString(byHand.toString());
    assertThat(byHand).isEqualTo(web);
    assertThat(web)
        .isInstanceOfSatisfying(
            ObjectValue.class,
            o -> {
              assertThat(o.size()).isEqualTo(2);
              assertThat(o.sortedKeys()).containsExactly(text("hosts"), text("number"));
              assertThat(o.get("number")).isEqualTo(NumberValue.of(80));
              assertThat(o.get("name")).isNull();
              assertThat(o.get("protocol")).isNull();
              assertThat(o.get(NumberValue.of(80))).isNull();
              assertThat(o.entries()).containsExactlyInAnyOrderEntriesOf(webByHand());
            });
  }

  @Test
  void furtherFieldsStandBesideTheComponentsAndHideThoseOfTheirName() {
    var extended = new RecordValues.Extended(text("number"), text("owner"), text("tier"));

    ObjectValue web = extended.of(WEB, text("eighty"), text("acme"), null);

    Map<Value, Value> expected = webByHand();
    expected.put(text("number"), text("eighty"));
    expected.put(text("owner"), text("acme"));
    assertThat(web).isEqualTo(ObjectValue.of(expected));
  }

  @Test
  void fieldsCanBeAddedToWithoutAnEffectOnTheRecord() {
    Map<Value, Value> fields = RecordValues.fields(WEB);
    fields.put(text("more"), BooleanValue.TRUE);

    assertThat(fields).hasSize(3);
    assertThat(RecordValues.toValue(WEB)).isEqualTo(ObjectValue.of(webByHand()));
  }
}
