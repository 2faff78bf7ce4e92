package dev.bulkhead.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/**
 * The serving certificate and its key. They can be exchanged at any time: connections that stand
 * keep theirs, new handshakes take the new ones.
 */
public final class ServingKeys {
  private static final String ALIAS = "serving";

  /** A certificate with the chain behind it, and its key. */
  public record Identity(PrivateKey key, List<X509Certificate> chain) {
    public Instant expires() {
      return chain.getFirst().getNotAfter().toInstant();
    }
  }

  private final AtomicReference<Identity> current;

  ServingKeys(Identity identity) {
    this.current = new AtomicReference<>(identity);
  }

  Identity current() {
    return current.get();
  }

  void exchange(Identity identity) {
    current.set(identity);
  }

  /**
   * Reads a certificate chain and a key in PEM: PKCS #8, and the older forms that cert-manager and
   * OpenSSL write.
   *
   * @throws GeneralSecurityException where the two do not belong together, or are none
   */
  static Identity read(Path certificate, Path key) throws IOException, GeneralSecurityException {
    return identity(Files.readString(certificate), Files.readString(key));
  }

  /** The same from text. */
  static Identity identity(String certificates, String key)
      throws IOException, GeneralSecurityException {
    Collection<? extends Certificate> chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new java.io.ByteArrayInputStream(
                    certificates.getBytes(StandardCharsets.US_ASCII)));
    var identity = new Identity(
            privateKey(key), chain.stream().map(X509Certificate.class::cast).toList());
    if (identity.chain().isEmpty()) {
      throw new GeneralSecurityException("no certificate in PEM");
    }
    prove(identity);
    return identity;
  }

  private static PrivateKey privateKey(String pem) throws IOException, GeneralSecurityException {
    try (var parser = new PEMParser(new StringReader(pem))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        switch (part) {
          case PEMKeyPair pair -> {
            return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
          }
          case PrivateKeyInfo info -> {
            return new JcaPEMKeyConverter().getPrivateKey(info);
          }
          default -> {}
        }
      }
    }
    throw new GeneralSecurityException("no private key in PEM");
  }

  /** While one of two files is new and the other old, they do not fit. */
  private static void prove(Identity identity) throws GeneralSecurityException {
    String algorithm =
        switch (identity.key().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC", "ECDSA" -> "SHA256withECDSA";
          default -> identity.key().getAlgorithm();
        };
    byte[] text = {1, 2, 3};
    var signer = java.security.Signature.getInstance(algorithm);
    signer.initSign(identity.key());
    signer.update(text);
    byte[] signature = signer.sign();
    var verifier = java.security.Signature.getInstance(algorithm);
    verifier.initVerify(identity.chain().getFirst().getPublicKey());
    verifier.update(text);
    if (!verifier.verify(signature)) {
      throw new GeneralSecurityException("the key is not the certificate's");
    }
  }

  /** A context that serves these keys, and trusts clients of an authority where one is given. */
  SSLContext context(@Nullable Path clientAuthority) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new Exchangeable()},
        clientAuthority == null ? null : trust(clientAuthority),
        null);
    return context;
  }

  private static TrustManager[] trust(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      int number = 0;
      for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, c);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private final class Exchangeable extends X509ExtendedKeyManager {
    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return alias(type);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return alias(type);
    }

    private @Nullable String alias(String type) {
      String own = current().key().getAlgorithm();
      boolean fits = type.equals(own) || type.startsWith("EC") == own.startsWith("EC");
      return fits ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return current().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return current().key();
    }
  }
}
