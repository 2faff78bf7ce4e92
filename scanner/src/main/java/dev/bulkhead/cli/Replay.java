package dev.bulkhead.cli;

import dev.bulkhead.admission.LoggedDecision;
import dev.bulkhead.admission.Review;
import dev.bulkhead.admission.ReviewException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The decisions of a log, by the reviews that they are about. */
final class Replay {
  private final Path file;
  private final Map<String, LoggedDecision> byUid = new HashMap<>();

  private Replay(Path file) {
    this.file = file;
  }

  static Replay of(Path file) throws IOException {
    var out = new Replay(file);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        try {
          LoggedDecision logged = LoggedDecision.read(line);
          out.byUid.put(logged.uid(), logged);
        } catch (ReviewException e) {
          throw new InputException(file + ":" + number + ": " + e.getMessage());
        }
      }
    } catch (NoSuchFileException e) {
      throw new InputException("no such decision log: " + file);
    }
    return out;
  }

  /** The decision on a review. */
  LoggedDecision of(Review review) {
    LoggedDecision logged = byUid.get(review.uid());
    if (logged == null) {
      throw new InputException(file + " has no decision on the review " + review.uid());
    }
    return logged;
  }
}
