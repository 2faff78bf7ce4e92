package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.crypto.Jwk;
import dev.bulkhead.rego.crypto.Jws;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code io.jwt.decode_verify} demands of a token; empty text demands nothing.
 *
 * @param seconds the time to judge by, as a double of nanoseconds divided by 1e9, as OPA computes
 *     it
 */
record TokenConstraints(
    List<Jwk> keys, String algorithm, String issuer, String audience, BigDecimal seconds) {
  static final Value UNVERIFIED =
      ArrayValue.of(List.of(BooleanValue.FALSE, ObjectValue.EMPTY, ObjectValue.EMPTY));

  static TokenConstraints of(BuiltinContext context, ObjectValue wanted) throws BuiltinException {
    for (Value key : wanted.sortedKeys()) {
      if (!(key instanceof StringValue s && isKnown(s.value()))) {
        throw Args.error(
            "unknown token validation constraint: "
                + (key instanceof StringValue s ? s.value() : key));
      }
    }
    String certificate = text(wanted, "cert");
    String secret = text(wanted, "secret");
    boolean open = wanted.get("cert") != null;
    if (open && !secret.isEmpty()) {
      throw Args.error("duplicate key constraints");
    }
    if (!open && secret.isEmpty()) {
      throw Args.error("no key constraint");
    }
    List<Jwk> keys =
        open
            ? TokenKeys.of(context, certificate)
            : List.of(new Jwk("", "", Jwk.secret(secret.getBytes(StandardCharsets.UTF_8))));
    return new TokenConstraints(
        keys,
        text(wanted, "alg"),
        text(wanted, "iss"),
        text(wanted, "aud"),
        seconds(wanted.get("time"), context.now()));
  }

  private static boolean isKnown(String name) {
    return switch (name) {
      case "cert", "secret", "alg", "iss", "aud", "time" -> true;
      default -> false;
    };
  }

  private static String text(ObjectValue wanted, String field) throws BuiltinException {
    return switch (wanted.get(field)) {
      case null -> "";
      case StringValue s -> s.value();
      case Value v -> throw Args.error(field + " constraint: must be a string");
    };
  }

  private static BigDecimal seconds(@Nullable Value time, Instant now) throws BuiltinException {
    double nanoseconds = now.getEpochSecond() * 1e9 + now.getNano();
    if (time != null) {
      if (!(time instanceof NumberValue n)) {
        throw Args.error("token time constraint: must be a number");
      }
      nanoseconds = n.toBigDecimal().doubleValue();
    }
    if (Double.isInfinite(nanoseconds)) {
      throw Args.error("token time constraint: unvalid float64");
    }
    if (nanoseconds < 0) {
      throw Args.error("token time constraint: must not be negative");
    }
    return new BigDecimal(Double.toString(nanoseconds / 1e9));
  }

  boolean accepts(TokenHeader header) {
    return algorithm.isEmpty() || algorithm.equals(header.algorithm());
  }

  boolean verify(TokenHeader header, byte[] text, byte[] signature) {
    Jws jws = Jws.byName(header.algorithm());
    return jws != null
        && TokenKeys.candidates(keys, header).stream()
            .anyMatch(k -> jws.verify(k.key(), text, signature));
  }

  /** Whether the claims meet the constraints (RFC 7519 4.1). */
  boolean met(ObjectValue claims) throws BuiltinException {
    return issuerFits(claims)
        && audienceFits(claims.get("aud"))
        && timeFits(claims, "exp", -1)
        && timeFits(claims, "nbf", 1);
  }

  private boolean issuerFits(ObjectValue claims) {
    return issuer.isEmpty() || StringValue.of(issuer).equals(claims.get("iss"));
  }

  /** A token for an audience is for nobody else; one without is for whoever asks for none. */
  private boolean audienceFits(@Nullable Value claim) {
    return switch (claim) {
      case null -> audience.isEmpty();
      case StringValue s -> s.value().equals(audience);
      case ArrayValue a -> contains(a);
      default -> false;
    };
  }

  private boolean contains(ArrayValue audiences) {
    for (Value a : audiences) {
      if (a instanceof StringValue s && s.value().equals(audience)) {
        return true;
      }
    }
    return false;
  }

  /** The time must be before {@code exp}, and not before {@code nbf}. */
  private boolean timeFits(ObjectValue claims, String claim, int side) throws BuiltinException {
    return switch (claims.get(claim)) {
      case null -> true;
      case NumberValue n -> {
        int order = seconds.compareTo(n.toBigDecimal());
        yield side < 0 ? order < 0 : order >= 0;
      }
      case Value v -> throw Args.error(claim + " value must be a number");
    };
  }
}
