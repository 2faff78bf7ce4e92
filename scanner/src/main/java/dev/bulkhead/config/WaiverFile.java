package dev.bulkhead.config;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Document;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code waivers.yaml}: a list under {@code waivers}. */
public final class WaiverFile {
  private static final Set<String> TOP = Set.of("waivers");
  private static final Set<String> WAIVER =
      Set.of("id", "control", "selector", "reason", "owner", "approver", "ticket", "expires");
  private static final Set<String> SELECTOR =
      Set.of("entity", "tenant", "namespace", "kind", "name", "path", "fingerprints");

  private WaiverFile() {}

  /** The waivers, and what is wrong with the file. */
  public record Result(List<Waiver> waivers, List<Gap> problems) {}

  /**
   * Reads the file.
   *
   * @param today the day by which waivers expire
   */
  public static Result read(Document document, LocalDate today) {
    var keys = new KnownKeys(document, "waiver-file");
    var root = new Tree(document.root(), "", document.file().uri(), keys);
    keys.check(root, TOP);
    var source =
        new Source(
            document.file().uri(),
            document.index(),
            "",
            document.root().span(),
            document.collector(),
            null);
    var out = new ArrayList<Waiver>();
    for (Tree w : root.at("waivers").items()) {
      keys.check(w, WAIVER);
      keys.check(w.at("selector"), SELECTOR);
      if (w.at("control").text("").isBlank()) {
        keys.problem(w, "a waiver needs a control", "an id such as WRK-14, or a pattern");
      }
      out.add(waiver(w, out.size() + 1, source, today));
    }
    return new Result(out, keys.problems());
  }

  private static Waiver waiver(Tree w, int number, Source source, LocalDate today) {
    Tree s = w.at("selector");
    String expires = w.at("expires").text();
    String approver = w.at("approver").text();
    String reason = w.at("reason").text();
    String owner = w.at("owner").text();
    return new Waiver(
        w.at("id").text("waiver-" + number),
        w.at("control").text(""),
        new Waiver.Selector(
            s.at("entity").text(),
            s.at("tenant").text(),
            s.at("namespace").text(),
            s.at("kind").text(),
            s.at("name").text(),
            s.at("path").text(),
            s.at("fingerprints").texts()),
        reason,
        owner,
        approver,
        w.at("ticket").text(),
        expires,
        at(w, source),
        w.pointer(),
        state(reason, owner, approver, expires, today));
  }

  private static Source at(Tree w, Source file) {
    return new Source(
        file.uri(), file.document(), "", w.span(file.span()), file.collector(), file.via());
  }

  private static Waiver.State state(
      @Nullable String reason,
      @Nullable String owner,
      @Nullable String approver,
      @Nullable String expires,
      LocalDate today) {
    if (isBlank(reason) || isBlank(owner) || expires == null) {
      return Waiver.State.INCOMPLETE;
    }
    if (isBlank(approver)) {
      return Waiver.State.UNAPPROVED;
    }
    try {
      return LocalDate.parse(expires).isBefore(today) ? Waiver.State.EXPIRED : Waiver.State.ACTIVE;
    } catch (DateTimeParseException e) {
      return Waiver.State.INCOMPLETE;
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
