package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An X.509 certificate (RFC 5280). */
public final class Certificate {
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'");

  private final byte[] der;
  private final ObjectValue fields;

  private Certificate(byte[] der, ObjectValue fields) {
    this.der = der;
    this.fields = fields;
  }

  /** What Go's JSON shows of an {@code x509.Certificate}, with {@code URIStrings}. */
  public ObjectValue fields() {
    return fields;
  }

  byte[] der() {
    return der.clone();
  }

  /**
   * The certificates of PEM text, of PEM in base64, or of DER in base64.
   *
   * @throws CryptoException where the text holds something else
   */
  public static List<Certificate> list(String text) throws CryptoException {
    if (text.startsWith("-----BEGIN")) {
      return pem(text);
    }
    byte[] bytes = Base64Text.decode(text);
    String decoded = new String(bytes, StandardCharsets.ISO_8859_1);
    return decoded.startsWith("-----BEGIN") ? pem(decoded) : parseAll(bytes);
  }

  private static List<Certificate> pem(String text) throws CryptoException {
    var out = new ArrayList<Certificate>();
    for (Pem block = Pem.next(text, 0); block != null; block = Pem.next(text, block.end())) {
      if (!block.type().equals("CERTIFICATE")) {
        throw new CryptoException("PEM block type is '" + block.type() + "', expected CERTIFICATE");
      }
      out.addAll(parseAll(block.der()));
    }
    return out;
  }

  private static List<Certificate> parseAll(byte[] bytes) throws CryptoException {
    List<Der> elements;
    try {
      elements = Der.all(bytes);
    } catch (CryptoException e) {
      throw malformed();
    }
    var out = new ArrayList<Certificate>();
    for (Der element : elements) {
      out.add(parse(element));
    }
    return out;
  }

  /** Reads the DER of one certificate. */
  public static Certificate parse(byte[] der) throws CryptoException {
    List<Certificate> all = parseAll(der);
    if (all.size() != 1) {
      throw new CryptoException("x509: trailing data");
    }
    return all.getFirst();
  }

  private static Certificate parse(Der der) throws CryptoException {
    try {
      List<Der> parts = der.sequence(3);
      List<Der> body = parts.getFirst().sequence(6);
      boolean versioned = body.getFirst().isContext(0);
      List<Der> fields = versioned ? body.subList(1, body.size()) : body;
      if (fields.size() < 6) {
        throw new CryptoException("x509: malformed tbs certificate");
      }
      List<Extension> extensions = List.of();
      for (Der field : fields) {
        if (field.isContext(3)) {
          extensions = Extension.all(Der.of(field.content()));
        }
      }
      Fields out =
          Extensions.of(extensions)
              .putAll(head(der, parts, fields))
              .put("Version", versioned ? version(body.getFirst()) : 1);
      return new Certificate(der.encoded(), out.build());
    } catch (CryptoException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("asn1:") ? malformed() : e;
    }
  }

  private static CryptoException malformed() {
    return new CryptoException("x509: malformed certificate");
  }

  private static long version(Der tagged) throws CryptoException {
    return Der.of(tagged.content()).integer().longValue() + 1;
  }

  private static Fields head(Der der, List<Der> parts, List<Der> fields) throws CryptoException {
    List<Der> validity = fields.get(3).sequence(2);
    Der key = fields.get(5);
    return new Fields()
        .put("Raw", der.encoded())
        .put("RawTBSCertificate", parts.getFirst().encoded())
        .put("RawSubjectPublicKeyInfo", key.encoded())
        .put("RawSubject", fields.get(4).encoded())
        .put("RawIssuer", fields.get(2).encoded())
        .put("Signature", parts.get(2).bits())
        .put("SignatureAlgorithm", SignatureAlgorithms.number(parts.get(1)))
        .put("PublicKeyAlgorithm", PublicKeys.number(key))
        .put("PublicKey", PublicKeys.value(key))
        .put("SerialNumber", fields.getFirst().integer())
        .put("Issuer", DistinguishedName.value(fields.get(2)))
        .put("Subject", DistinguishedName.value(fields.get(4)))
        .put("NotBefore", time(validity.get(0)))
        .put("NotAfter", time(validity.get(1)));
  }

  /** UTCTime has two digits for the year: 50 to 99 are of the last century (RFC 5280 4.1.2.5.1). */
  private static String time(Der der) throws CryptoException {
    String text = der.latin();
    if (der.tag() == Der.UTC_TIME) {
      text = (text.compareTo("50") >= 0 ? "19" : "20") + text;
    }
    try {
      return LocalDateTime.parse(text, GENERALIZED).toInstant(ZoneOffset.UTC).toString();
    } catch (DateTimeException e) {
      throw new CryptoException("x509: malformed time");
    }
  }

  /** The fields without {@code URIStrings}, which OPA adds in some of its functions only. */
  public ObjectValue plainFields() {
    Map<Value, Value> out = new HashMap<>(fields.entries());
    out.remove(StringValue.of("URIStrings"));
    return ObjectValue.wrap(out);
  }

  /** The certificate's key, to verify with. */
  public PublicKey publicKey() throws CryptoException {
    return PublicKeys.parse(keyInfo());
  }

  byte[] keyInfo() throws CryptoException {
    List<Der> body = Der.of(der).sequence(3).getFirst().sequence(6);
    return body.get(body.getFirst().isContext(0) ? 6 : 5).encoded();
  }

  X509Certificate toJava() throws CryptoException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw malformed();
    }
  }
}
