package dev.bulkhead.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Which controls run, as {@code --only} and {@code --skip} name them: ids ({@code ISO-03}), planes
 * ({@code ISO}), globs ({@code WRK-0*}), severities ({@code critical}) or frameworks ({@code "PCI
 * DSS*"}). A name that fits no control is an error, because a misspelt one would otherwise silently
 * switch nothing off or everything.
 *
 * @param only empty = all
 */
public record Selection(List<String> only, List<String> skip) {
  public static final Selection ALL = new Selection(List.of(), List.of());

  boolean includes(Control control) {
    return (only.isEmpty() || only.stream().anyMatch(fits(control)))
        && skip.stream().noneMatch(fits(control));
  }

  /** The names that fit none of the controls. */
  public List<String> unknownNames(List<Control> controls) {
    return java.util.stream.Stream.concat(only.stream(), skip.stream())
        .filter(name -> controls.stream().noneMatch(c -> fits(c).test(name)))
        .toList();
  }

  private static Predicate<String> fits(Control control) {
    return name -> {
      String upper = name.toUpperCase(Locale.ROOT);
      return Glob.matches(upper, control.id())
          || upper.equals(control.plane())
          || upper.equals(control.severity().name())
          || control.frameworks().stream()
              .anyMatch(m -> Glob.matches(upper, m.framework().toUpperCase(Locale.ROOT)));
    };
  }
}
