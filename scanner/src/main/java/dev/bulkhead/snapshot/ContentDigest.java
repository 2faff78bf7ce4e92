package dev.bulkhead.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import dev.bulkhead.model.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The name of what a snapshot holds: SHA-256 over its JSON without the positions, which follow from
 * the inputs. Digests of secret values are under a key of their own in each scan and count only by
 * which of them are equal, so that two scans of the same files give the same name.
 */
public final class ContentDigest {
  private ContentDigest() {}

  /** The digest in hex. */
  public static String of(Snapshot snapshot) {
    MessageDigest sha = sha256();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
        JsonGenerator json = new Canonical(SnapshotJson.MAPPER.getFactory().createGenerator(out))) {
      SnapshotWriter.writeContent(snapshot, json);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is written anywhere", e);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes numbers in one form, and keyed digests as the order in which they first appear. */
  private static final class Canonical extends JsonGeneratorDelegate {
    private static final Pattern KEYED = Pattern.compile("[0-9a-f]{32}");

    private final Map<String, Integer> order = new HashMap<>();

    Canonical(JsonGenerator json) {
      super(json, false);
    }

    @Override
    public void writeString(String text) throws IOException {
      boolean keyed =
          "digest".equals(getOutputContext().getCurrentName()) && KEYED.matcher(text).matches();
      if (keyed) {
        super.writeNumber(order.computeIfAbsent(text, t -> order.size()));
      } else {
        super.writeString(text);
      }
    }

    @Override
    public void writeNumber(double number) throws IOException {
      writeNumber(BigDecimal.valueOf(number));
    }

    @Override
    public void writeNumber(BigDecimal number) throws IOException {
      super.writeNumber(number.stripTrailingZeros().toString());
    }
  }
}
