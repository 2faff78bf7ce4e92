package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.crypto.Base64Text;
import dev.bulkhead.rego.crypto.Certificate;
import dev.bulkhead.rego.crypto.CertificateRequest;
import dev.bulkhead.rego.crypto.Chain;
import dev.bulkhead.rego.crypto.CryptoException;
import dev.bulkhead.rego.crypto.KeyPairs;
import dev.bulkhead.rego.crypto.PrivateKeys;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** X.509 certificates and private keys. */
final class Certificates {
  private static final Value NONE = ArrayValue.of(List.of());
  private static final Value INVALID = ArrayValue.of(List.of(BooleanValue.FALSE, NONE));

  /** The names of options and Go's numbers of uses of keys. */
  private static final Map<String, Integer> USES =
      Map.ofEntries(
          Map.entry("KeyUsageAny", 0),
          Map.entry("KeyUsageServerAuth", 1),
          Map.entry("KeyUsageClientAuth", 2),
          Map.entry("KeyUsageCodeSigning", 3),
          Map.entry("KeyUsageEmailProtection", 4),
          Map.entry("KeyUsageIPSECEndSystem", 5),
          Map.entry("KeyUsageIPSECTunnel", 6),
          Map.entry("KeyUsageIPSECUser", 7),
          Map.entry("KeyUsageTimeStamping", 8),
          Map.entry("KeyUsageOCSPSigning", 9),
          Map.entry("KeyUsageMicrosoftServerGatedCrypto", 10),
          Map.entry("KeyUsageNetscapeServerGatedCrypto", 11),
          Map.entry("KeyUsageMicrosoftCommercialCodeSigning", 12),
          Map.entry("KeyUsageMicrosoftKernelCodeSigning", 13));

  private Certificates() {}

  /** A function over keys or certificates. */
  private interface Code {
    Value call(BuiltinContext context, Value[] args) throws CryptoException, BuiltinException;
  }

  static List<Declaration> declarations() {
    return List.of(
        pure("crypto.x509.parse_certificates", 1, (c, a) -> certificates(Args.string(a, 0))),
        timed("crypto.x509.parse_and_verify_certificates", 1, (c, a) -> verify(c, a)),
        timed(
            "crypto.x509.parse_and_verify_certificates_with_options",
            2,
            (c, a) -> verifyWithOptions(c, a)),
        pure(
            "crypto.x509.parse_certificate_request",
            1,
            (c, a) -> CertificateRequest.parse(Args.string(a, 0))),
        pure(
            "crypto.x509.parse_keypair",
            2,
            (c, a) -> KeyPairs.value(Args.string(a, 0), Args.string(a, 1))),
        pure("crypto.x509.parse_rsa_private_key", 1, (c, a) -> jwk(Args.string(a, 0))),
        pure("crypto.parse_private_keys", 1, (c, a) -> privateKeys(Args.string(a, 0))));
  }

  private static Declaration pure(String name, int arity, Code code) {
    return Declaration.pure(name, arity, (c, a) -> call(code, c, a));
  }

  /** Whether a certificate is valid depends on the time. */
  private static Declaration timed(String name, int arity, Code code) {
    return Declaration.needing(
        Declaration.Capability.CLOCK, name, arity, (c, a) -> call(code, c, a));
  }

  private static Value call(Code code, BuiltinContext context, Value[] args)
      throws BuiltinException {
    try {
      return code.call(context, args);
    } catch (CryptoException e) {
      throw Args.error(String.valueOf(e.getMessage()));
    }
  }

  private static Value certificates(String text) throws CryptoException {
    return array(Certificate.list(text), Certificate::fields);
  }

  private static Value array(
      List<Certificate> certificates, Function<Certificate, ObjectValue> fields) {
    var out = new ArrayList<Value>();
    certificates.forEach(c -> out.add(fields.apply(c)));
    return ArrayValue.of(out);
  }

  private static Value verify(BuiltinContext context, Value[] args) throws BuiltinException {
    String text = Args.string(args, 0);
    try {
      var chain = new Chain(Certificate.list(text), context.now(), "", Chain.SERVER);
      return valid(array(chain.verified(), Certificate::fields));
    } catch (CryptoException e) {
      return INVALID;
    }
  }

  private static Value valid(Value certificates) {
    return ArrayValue.of(List.of(BooleanValue.TRUE, certificates));
  }

  private static Value verifyWithOptions(BuiltinContext context, Value[] args)
      throws BuiltinException {
    String text = Args.string(args, 0);
    ObjectValue options = Args.object(args, 1);
    List<Certificate> certificates;
    try {
      certificates = Certificate.list(text);
    } catch (CryptoException e) {
      return INVALID;
    }
    Chain chain = chain(context, certificates, options);
    try {
      return valid(array(chain.verified(), Certificate::plainFields));
    } catch (CryptoException e) {
      return INVALID;
    }
  }

  private static Chain chain(
      BuiltinContext context, List<Certificate> certificates, ObjectValue options)
      throws BuiltinException {
    String host = "";
    Instant time = context.now();
    Set<Integer> uses = Chain.SERVER;
    for (Value key : options.sortedKeys()) {
      Value value = options.get(key);
      switch (key instanceof StringValue s ? s.value() : "") {
        case "DNSName" -> host = name(value);
        case "CurrentTime" -> time = time(value);
        case "MaxConstraintComparisons" -> whole(value, "MaxConstraintComparisons", "number");
        case "KeyUsages" -> uses = uses(value);
        default -> {
          if (key instanceof StringValue) {
            throw Args.error("invalid key option");
          }
        }
      }
    }
    return new Chain(certificates, time, host, uses);
  }

  private static String name(@Nullable Value value) throws BuiltinException {
    if (value instanceof StringValue s) {
      return s.value().replace("\"", "");
    }
    throw Args.error("'DNSName' should be a string");
  }

  private static long whole(@Nullable Value value, String option, String kind)
      throws BuiltinException {
    if (!(value instanceof NumberValue n)) {
      throw Args.error("'" + option + "' should be a number");
    }
    if (!n.isLong()) {
      throw Args.error("'" + option + "' should be a valid " + kind);
    }
    return n.longValue();
  }

  private static Instant time(@Nullable Value value) throws BuiltinException {
    long nanoseconds = whole(value, "CurrentTime", "int64 number");
    return Instant.EPOCH.plusNanos(nanoseconds);
  }

  private static Set<Integer> uses(@Nullable Value value) throws BuiltinException {
    Iterable<Value> names =
        switch (value) {
          case ArrayValue a -> a;
          case SetValue s -> s;
          case null, default -> throw Args.error("'KeyUsages' should be an Array or Set");
        };
    var out = new HashSet<Integer>();
    var unknown = new ArrayList<String>();
    for (Value name : names) {
      if (name instanceof StringValue s) {
        Integer use = USES.get(s.value().replace("\"", ""));
        if (use == null) {
          unknown.add(s.value());
        } else {
          out.add(use);
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw Args.error(
          "invalid entries for 'KeyUsages' found: [" + String.join(" ", unknown) + "]");
    }
    return out.isEmpty() ? Chain.SERVER : out;
  }

  private static Value jwk(String pem) throws CryptoException {
    if (pem.isEmpty()) {
      throw new CryptoException("input PEM data was empty");
    }
    if (!pem.startsWith("-----BEGIN")) {
      Base64Text.decode(pem);
    }
    List<PrivateKeys.Key> keys = PrivateKeys.parse(pem);
    return keys.isEmpty() ? NullValue.NULL : keys.getFirst().jwk();
  }

  private static Value privateKeys(String pem) throws CryptoException {
    if (pem.isEmpty()) {
      return NullValue.NULL;
    }
    var out = new ArrayList<Value>();
    PrivateKeys.parse(pem).forEach(k -> out.add(k.value()));
    return ArrayValue.of(out);
  }
}
