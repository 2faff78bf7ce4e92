package dev.bulkhead.admission;

import dev.bulkhead.admission.DoorRules.Consequence;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code admission.yaml}. Every mistake is reported with its place. */
public final class AdmissionFile {
  private static final Set<String> TOP =
      Set.of(
          "mode",
          "failOn",
          "unknown",
          "existing",
          "companions",
          "sessions",
          "rules",
          "exempt",
          "breakGlass");
  private static final Set<String> RULE =
      Set.of("controls", "namespaces", "tenants", "kinds", "mode", "because");
  private static final Set<String> EXEMPTION = Set.of("users", "groups", "because");
  private static final Set<String> BREAK_GLASS = Set.of("groups", "longest");

  private final Document document;
  private final List<Gap> problems = new ArrayList<>();

  private AdmissionFile(Document document) {
    this.document = document;
  }

  /** The rules, and what is wrong with the file. */
  public record Result(DoorRules rules, List<Gap> problems) {}

  public static Result read(Document document) {
    var file = new AdmissionFile(document);
    return new Result(file.rules(), file.problems);
  }

  private DoorRules rules() {
    Sink sink =
        new Sink() {
          @Override
          public void add(Entity entity) {
            throw new IllegalStateException("the admission file defines no entities");
          }

          @Override
          public void gap(Gap gap) {
            problems.add(gap);
          }
        };
    var root = new Tree(document.root(), "", document.file().uri(), sink);
    checkKeys(root, TOP);
    DoorRules standard = DoorRules.STANDARD;
    return new DoorRules(
        constant(root.at("mode"), Mode.values(), standard.mode()),
        constant(root.at("failOn"), Severity.values(), standard.failOn()),
        constant(root.at("unknown"), Consequence.values(), standard.unknown()),
        constant(root.at("existing"), denyOrWarn(), standard.existing()),
        constant(root.at("companions"), denyOrWarn(), standard.companions()),
        constant(root.at("sessions"), Mode.values(), standard.sessions()),
        root.at("rules").items().stream().map(this::rule).toList(),
        root.at("exempt").items().stream().map(this::exemption).toList(),
        breakGlass(root.at("breakGlass")));
  }

  private static Consequence[] denyOrWarn() {
    return new Consequence[] {Consequence.DENY, Consequence.WARN};
  }

  private DoorRules.Rule rule(Tree r) {
    checkKeys(r, RULE);
    if (!r.at("mode").present()) {
      problem(r, "a rule needs a mode: enforce, warn or audit");
    }
    return new DoorRules.Rule(
        r.at("controls").texts(),
        r.at("namespaces").texts(),
        r.at("tenants").texts(),
        r.at("kinds").texts(),
        constant(r.at("mode"), Mode.values(), Mode.ENFORCE));
  }

  private DoorRules.Exemption exemption(Tree e) {
    checkKeys(e, EXEMPTION);
    List<String> users = e.at("users").texts();
    List<String> groups = e.at("groups").texts();
    String because = e.at("because").text("");
    if (users.isEmpty() && groups.isEmpty()) {
      problem(e, "an exemption needs users or groups");
    }
    if (because.isBlank()) {
      problem(e, "an exemption needs a reason under because");
    }
    return new DoorRules.Exemption(users, groups, because);
  }

  private DoorRules.BreakGlass breakGlass(Tree b) {
    if (!b.present()) {
      return DoorRules.STANDARD.breakGlass();
    }
    checkKeys(b, BREAK_GLASS);
    return new DoorRules.BreakGlass(b.at("groups").texts(), duration(b.at("longest")));
  }

  /** Minutes, hours or days: {@code 30m}, {@code 4h}, {@code 1d}. */
  private Duration duration(Tree t) {
    Duration standard = DoorRules.STANDARD.breakGlass().longest();
    String text = t.text("");
    if (text.isEmpty()) {
      return standard;
    }
    try {
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      if (number > 0 && number < 10_000) {
        switch (text.charAt(text.length() - 1)) {
          case 'm' -> {
            return Duration.ofMinutes(number);
          }
          case 'h' -> {
            return Duration.ofHours(number);
          }
          case 'd' -> {
            return Duration.ofDays(number);
          }
          default -> {}
        }
      }
    } catch (NumberFormatException e) {
      // the problem below says what was expected
    }
    problem(t, "expected a time such as 30m, 4h or 1d, not \"" + text + "\"");
    return standard;
  }

  private <T extends Enum<T>> T constant(Tree t, T[] allowed, T standard) {
    String text = t.text("");
    if (text.isEmpty()) {
      return standard;
    }
    var names = new ArrayList<String>();
    for (T constant : allowed) {
      String name = constant.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    problem(t, "expected one of " + String.join(", ", names) + ", not \"" + text + "\"");
    return standard;
  }

  private void checkKeys(Tree tree, Set<String> known) {
    tree.entries()
        .forEach((key, value) -> {
          if (!known.contains(key)) {
            problem(
                value,
                "unknown key \""
                    + key
                    + "\"; known keys: "
                    + String.join(", ", new TreeSet<>(known)));
          }
        });
  }

  private void problem(Tree at, String message) {
    problems.add(
        new Gap(
            "admission-file",
            true,
            document.file().uri(),
            at.span(document.root().span()),
            message,
            null));
  }
}
