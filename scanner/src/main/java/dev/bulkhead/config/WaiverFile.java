package dev.bulkhead.config;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Document;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code waivers.yaml}: a list under {@code waivers}. */
public final class WaiverFile {
  private WaiverFile() {}

  /** The waivers, and what is wrong with the file. */
  public record Result(List<Waiver> waivers, List<Gap> problems) {}

  /**
   * Reads the file.
   *
   * @param today the day by which waivers expire
   */
  public static Result read(Document document, LocalDate today) {
    var problems = new ArrayList<Gap>();
    Sink sink =
        new Sink() {
          @Override
          public void add(dev.bulkhead.model.Entity entity) {
            throw new IllegalStateException("a waiver file defines no entities");
          }

          @Override
          public void gap(Gap gap) {
            problems.add(gap);
          }
        };
    var root = new Tree(document.root(), "", document.file().uri(), sink);
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
      out.add(waiver(w, out.size() + 1, source, today));
    }
    return new Result(out, problems);
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
        source,
        w.pointer(),
        state(reason, owner, approver, expires, today));
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
