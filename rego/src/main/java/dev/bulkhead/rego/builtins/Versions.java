package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Semantic versions (semver.org, 2.0.0), with an optional v before them. */
final class Versions {
  private Versions() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("semver.compare", 2, (c, a) -> compare(a)),
        Declaration.pure(
            "semver.is_valid",
            1,
            (c, a) -> BooleanValue.of(a[0] instanceof StringValue s && read(s.value()) != null)));
  }

  private record Version(long major, long minor, long patch, List<String> preRelease) {}

  private static Value compare(Value[] args) throws BuiltinException {
    Args.string(args, 0);
    Args.string(args, 1);
    return NumberValue.of(Integer.signum(compare(version(args, 0), version(args, 1))));
  }

  private static Version version(Value[] args, int i) throws BuiltinException {
    String text = Args.string(args, i);
    Version version = read(text);
    if (version == null) {
      throw Args.error(
          "operand " + (i + 1) + ": string " + Args.quote(text) + " is not a valid SemVer");
    }
    return version;
  }

  private static @Nullable Version read(String text) {
    String rest = text.startsWith("v") ? text.substring(1) : text;
    int plus = rest.indexOf('+');
    if (plus >= 0) {
      if (identifiers(rest.substring(plus + 1)) == null) {
        return null;
      }
      rest = rest.substring(0, plus);
    }
    List<String> preRelease = List.of();
    int dash = rest.indexOf('-');
    if (dash >= 0) {
      preRelease = identifiers(rest.substring(dash + 1));
      if (preRelease == null || preRelease.stream().anyMatch(Versions::hasLeadingZero)) {
        return null;
      }
      rest = rest.substring(0, dash);
    }
    String[] parts = rest.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    long major = number(parts[0]);
    long minor = number(parts[1]);
    long patch = number(parts[2]);
    return major < 0 || minor < 0 || patch < 0
        ? null
        : new Version(major, minor, patch, preRelease);
  }

  private static long number(String text) {
    if (!isNumeric(text) || hasLeadingZero(text)) {
      return -1;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static boolean isNumeric(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean hasLeadingZero(String text) {
    return text.length() > 1 && text.charAt(0) == '0' && isNumeric(text);
  }

  private static @Nullable List<String> identifiers(String text) {
    List<String> out = List.of(text.split("\\.", -1));
    boolean sound =
        out.stream()
            .allMatch(id ->
                !id.isEmpty()
                    && id.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-')));
    return sound ? out : null;
  }

  private static int compare(Version x, Version y) {
    int numbers =
        x.major != y.major
            ? Long.compare(x.major, y.major)
            : x.minor != y.minor ? Long.compare(x.minor, y.minor) : Long.compare(x.patch, y.patch);
    if (numbers != 0) {
      return numbers;
    }
    if (x.preRelease.isEmpty() || y.preRelease.isEmpty()) {
      return Boolean.compare(x.preRelease.isEmpty(), y.preRelease.isEmpty());
    }
    for (int i = 0; i < Math.min(x.preRelease.size(), y.preRelease.size()); i++) {
      int order = compare(x.preRelease.get(i), y.preRelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return x.preRelease.size() - y.preRelease.size();
  }

  /** Numbers by value and before words. */
  private static int compare(String x, String y) {
    if (isNumeric(x) && isNumeric(y)) {
      return x.length() != y.length() ? x.length() - y.length() : x.compareTo(y);
    }
    return isNumeric(x) || isNumeric(y)
        ? Boolean.compare(isNumeric(y), isNumeric(x))
        : x.compareTo(y);
  }
}
