package dev.bulkhead.evaluate;

import dev.bulkhead.evaluate.Finding.AppliedWaiver;
import dev.bulkhead.model.Waiver;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies waivers to findings. Only an approved waiver with an expiry in the future waives; the
 * others are findings of GOV-02.
 */
final class Waivers {
  private final List<Waiver> active;

  Waivers(List<Waiver> waivers) {
    this.active = waivers.stream().filter(w -> w.state() == Waiver.State.ACTIVE).toList();
  }

  /** The first waiver in the file's order that covers the finding. */
  @Nullable AppliedWaiver covering(Finding finding) {
    for (Waiver waiver : active) {
      if (Glob.matches(waiver.control(), finding.control()) && selects(waiver, finding)) {
        return new AppliedWaiver(
            waiver.id(),
            Objects.requireNonNullElse(waiver.reason(), ""),
            Objects.requireNonNullElse(waiver.owner(), ""),
            Objects.requireNonNullElse(waiver.approver(), ""),
            waiver.ticket(),
            Objects.requireNonNullElse(waiver.expires(), ""));
      }
    }
    return null;
  }

  private static boolean selects(Waiver waiver, Finding f) {
    Waiver.Selector selector = waiver.selector();
    return matches(selector.entity(), f.entity())
        && matches(selector.tenant(), f.tenant())
        && matches(selector.namespace(), f.namespace())
        && matches(selector.kind(), f.kind())
        && matches(selector.name(), f.name())
        && matchesPath(selector.path(), waiver.source().uri(), f.location().uri())
        && (selector.fingerprints().isEmpty() || selector.fingerprints().contains(f.fingerprint()));
  }

  /** Files are named from the waiver file's own folder, or from the root of the scan. */
  private static boolean matchesPath(@Nullable String pattern, String waiverFile, String uri) {
    String folder = waiverFile.substring(0, waiverFile.lastIndexOf('/') + 1);
    return matches(pattern, uri)
        || (!folder.isEmpty()
            && uri.startsWith(folder)
            && matches(pattern, uri.substring(folder.length())));
  }

  private static boolean matches(@Nullable String pattern, @Nullable String text) {
    return pattern == null || (text != null && Glob.matches(pattern, text));
  }
}
