package dev.bulkhead.rego.differential;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeSet;

/** What came of a program, in the form in which both engines can be compared. */
sealed interface Outcome {

  /** The program does not compile. */
  record Refused(NavigableSet<String> codes) implements Outcome {
    static Refused of(List<String> codes) {
      return new Refused(new TreeSet<>(codes));
    }
  }

  /** For each input, the value of the package or the code of the error. */
  record Evaluated(List<Answer> answers) implements Outcome {}

  /** One evaluation's answer. */
  sealed interface Answer {}

  /**
   * JSON knows no sets: they are sorted arrays here.
   *
   * @param ambiguous whether keys of an object, as 1 and "1", have become one
   */
  record Document(Value value, boolean ambiguous) implements Answer {
    static Document of(Value value) {
      var ambiguous = new boolean[1];
      return new Document(plain(value, ambiguous), ambiguous[0]);
    }
  }

  record Failure(String code) implements Answer {}

  private static Value plain(Value value, boolean[] ambiguous) {
    return switch (value) {
      case SetValue s -> {
        var items = new ArrayList<Value>();
        s.forEach(i -> items.add(plain(i, ambiguous)));
        yield ArrayValue.of(items);
      }
      case ArrayValue a -> {
        var items = new ArrayList<Value>();
        a.forEach(i -> items.add(plain(i, ambiguous)));
        yield ArrayValue.of(items);
      }
      case ObjectValue o -> {
        Map<Value, Value> out = new HashMap<>();
        o.entries()
            .forEach((k, v) -> {
              Value key = k instanceof StringValue ? k : StringValue.of(text(plain(k, ambiguous)));
              boolean again = out.put(key, plain(v, ambiguous)) != null;
              ambiguous[0] |= again; // not before plain() has said so of what is inside
            });
        yield ObjectValue.wrap(out);
      }
      default -> value;
    };
  }

  /** Keys that are no strings become their JSON, in which nothing is spaced. */
  private static String text(Value key) {
    var out = new StringJoiner(",");
    return switch (key) {
      case ArrayValue a -> {
        a.forEach(item -> out.add(text(item)));
        yield "[" + out + "]";
      }
      case ObjectValue o -> {
        for (Value name : o.sortedKeys()) {
          out.add(name + ":" + text(Objects.requireNonNull(o.get(name))));
        }
        yield "{" + out + "}";
      }
      default -> key.toString();
    };
  }
}
