package dev.bulkhead.admission;

import dev.bulkhead.source.Node;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A line of the decision log, read to judge its review again: by the same object, context and
 * settings the same line comes out, to the last byte.
 *
 * @param line without its end
 * @param uid of the review
 * @param time by which it was judged
 * @param live whether the context followed a cluster
 * @param contextAge how old it was
 * @param namespaceEnds whether the object's namespace was being deleted
 * @param took which nobody can repeat, and which is taken from the line
 */
public record LoggedDecision(
    String line,
    String uid,
    Instant time,
    boolean live,
    Duration contextAge,
    boolean namespaceEnds,
    Duration took) {

  /**
   * Reads a line.
   *
   * @throws ReviewException where it is none, or lacks what judging again needs
   */
  public static LoggedDecision read(String line) throws ReviewException {
    Node root =
        ReviewReader.json(line.getBytes(StandardCharsets.UTF_8), "no line of a decision log");
    try {
      return new LoggedDecision(
          line,
          required(root, "uid"),
          Instant.parse(required(root, "time")),
          ReviewReader.text(root, "live").equals("true"),
          Duration.ofMillis(Long.parseLong(required(root, "contextAgeMillis"))),
          ReviewReader.text(root, "namespaceEnds").equals("true"),
          Duration.ofNanos(
              Math.multiplyExact(Long.parseLong(required(root, "tookMicros")), 1000L)));
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new ReviewException("no line of a decision log: " + e.getMessage());
    }
  }

  private static String required(Node root, String field) throws ReviewException {
    String text = ReviewReader.text(root, field);
    if (text.isEmpty()) {
      throw new ReviewException("no line of a decision log: it has no " + field);
    }
    return text;
  }

  /**
   * Judges the review again.
   *
   * @param known the platform as it was
   * @return the line that this decision would have in the log
   */
  public String again(
      Review review, PlatformContext known, Settings settings, Door door, String version) {
    String namespace = review.namespace();
    var coverage =
        new PlatformContext.Coverage(
            live,
            time.minus(contextAge),
            namespaceEnds && namespace != null ? Set.of(namespace) : Set.of());
    Decision decision = door.decide(review, known.at(time, Duration.ZERO).covering(coverage), time);
    byte[] out =
        DecisionLine.of(
            review,
            decision,
            new DecisionLine.Circumstances(time, version, settings, coverage, took));
    return new String(out, StandardCharsets.UTF_8).stripTrailing();
  }
}
