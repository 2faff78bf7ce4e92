package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Certificates of which the first is trusted and the last is to be verified through those between.
 *
 * @param host a name that the last must be valid for; empty for any
 * @param uses Go's numbers of extended key uses, of which the whole chain must allow one
 */
public record Chain(List<Certificate> certificates, Instant time, String host, Set<Integer> uses) {
  private static final int ANY_USE = 0;
  public static final Set<Integer> SERVER = Set.of(1);

  /**
   * The chain from the last certificate up to the trusted one.
   *
   * @throws CryptoException where there is no valid chain
   */
  public List<Certificate> verified() throws CryptoException {
    if (certificates.size() < 2) {
      throw new CryptoException("must supply at least two certificates to be able to verify");
    }
    Certificate leaf = certificates.getLast();
    if (!host.isEmpty() && !valid(leaf)) {
      throw new CryptoException("x509: certificate is not valid for " + host);
    }
    List<Certificate> chain = path(leaf);
    if (!allowed(chain)) {
      throw new CryptoException("x509: certificate specifies an incompatible key usage");
    }
    return chain;
  }

  private List<Certificate> path(Certificate leaf) throws CryptoException {
    var known = new ArrayList<X509Certificate>();
    for (Certificate c : certificates) {
      known.add(c.toJava());
    }
    X509Certificate root = known.getFirst();
    try {
      root.checkValidity(Date.from(time));
      if (leaf.toJava().equals(root)) {
        return List.of(leaf);
      }
      var target = new X509CertSelector();
      target.setCertificate(known.getLast());
      var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(time));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
      var result =
          (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
      var out = new ArrayList<Certificate>();
      for (java.security.cert.Certificate c : result.getCertPath().getCertificates()) {
        out.add(Certificate.parse(c.getEncoded()));
      }
      out.add(certificates.getFirst());
      return out;
    } catch (GeneralSecurityException e) {
      throw new CryptoException("x509: certificate signed by unknown authority");
    }
  }

  /** A certificate without extended key uses allows any. */
  private boolean allowed(List<Certificate> chain) {
    return uses.contains(ANY_USE)
        || uses.stream().anyMatch(use -> chain.stream().allMatch(c -> allows(c, use)));
  }

  private static boolean allows(Certificate c, int use) {
    boolean restricted = c.fields().get("UnknownExtKeyUsage") instanceof ArrayValue;
    if (!(c.fields().get("ExtKeyUsage") instanceof ArrayValue known)) {
      return !restricted;
    }
    for (Value k : known) {
      if (k.equals(NumberValue.of(use)) || k.equals(NumberValue.of(ANY_USE))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDottedNumbers(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private boolean valid(Certificate leaf) {
    String wanted = host.toLowerCase(Locale.ROOT);
    boolean address = wanted.startsWith("[") || isDottedNumbers(wanted) || wanted.contains(":");
    String bare = wanted.startsWith("[") ? wanted.substring(1, wanted.length() - 1) : wanted;
    if (!(leaf.fields().get(address ? "IPAddresses" : "DNSNames") instanceof ArrayValue names)) {
      return false;
    }
    for (Value name : names) {
      String pattern = ((StringValue) name).value().toLowerCase(Locale.ROOT);
      if (address ? pattern.equals(bare) : matches(pattern, wanted)) {
        return true;
      }
    }
    return false;
  }

  /** A star stands for the whole first label (RFC 6125 6.4.3). */
  private static boolean matches(String pattern, String host) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(host);
    }
    int dot = host.indexOf('.');
    return dot > 0 && pattern.substring(1).equals(host.substring(dot));
  }
}
