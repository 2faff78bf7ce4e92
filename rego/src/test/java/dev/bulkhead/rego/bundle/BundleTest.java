package dev.bulkhead.rego.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.bundle.Manifest.WasmEntry;
import dev.bulkhead.rego.syntax.Module;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles as OPA defines them, and what is refused. */
class BundleTest {
  private static final Limits SMALL = new Limits(1_000, 2_000, 5);

  private static Bundle read(TarGz archive) throws IOException {
    return Bundle.read("b.tar.gz", archive.stream(), SMALL, null);
  }

  private static void assertRefused(TarGz archive, String message) {
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(BundleException.class)
        .hasMessage("b.tar.gz" + message);
  }

  @Test
  void aBundleHoldsPoliciesDataAndWhatItsManifestSays() throws IOException {
    Bundle bundle =
        read(
            new TarGz()
                .file(
                    "/.manifest",
                    """
                    {"revision": "r1", "roots": ["/authz/", "roles"], "metadata": {"team": "iam"},
                     "wasm": [{"entrypoint": "authz/allow", "module": "/policy.wasm"}]}
                    """)
                .file("./authz/policy.rego", "package authz\n\nallow := true\n")
                .file("roles/data.json", "{\"admins\": [\"ann\"]}")
                .file("roles/eu/data.yaml", "admins: [bob]")
                .file("policy.wasm", new byte[] {0, 1}));
    assertThat(bundle.manifest().revision()).isEqualTo("r1");
    assertThat(bundle.manifest().roots()).containsExactly("authz", "roles");
    assertThat(bundle.manifest().wasm())
        .containsExactly(new WasmEntry("authz/allow", "policy.wasm"));
    assertThat(bundle.manifest().metadata()).hasToString("{\"team\": \"iam\"}");
    assertThat(bundle.modules())
        .extracting(Module::file)
        .containsExactly("b.tar.gz/authz/policy.rego");
    assertThat(bundle.data())
        .hasToString("{\"roles\": {\"admins\": [\"ann\"], \"eu\": {\"admins\": [\"bob\"]}}}");
    assertThat(bundle.wasm()).containsOnlyKeys("policy.wasm");
  }

  @Test
  void filesThatABundleDoesNotHaveAreLeftAlone() throws IOException {
    Bundle bundle = read(new TarGz().file("other.json", "{\"a\": 1}").file("README.md", "hello"));
    assertThat(bundle.data()).hasToString("{}");
  }

  @Test
  void pathsThatLeadOutOfTheArchiveAreRefused() throws IOException {
    assertRefused(
        new TarGz().file("a/../../etc/data.json", "{}"),
        ": the path a/../../etc/data.json leads out of the bundle");
  }

  @Test
  void linksAreRefused() throws IOException {
    assertRefused(
        new TarGz().link("data.json", "/etc/passwd"),
        ": data.json is no regular file; links are not followed");
  }

  @Test
  void aPathThatStandsTwiceIsRefused() throws IOException {
    assertRefused(
        new TarGz().file("data.json", "{}").file("./data.json", "{}"),
        ": data.json stands twice in the bundle");
  }

  @Test
  void largeFilesLargeArchivesAndManyFilesAreRefused() throws IOException {
    byte[] zeros = new byte[1_001];
    assertRefused(new TarGz().file("data.json", zeros), ": data.json has more than 1000 bytes");
    var large = new TarGz();
    var many = new TarGz();
    for (int i = 0; i < 6; i++) {
      large.file(i + "/data.json", " ".repeat(900));
      many.file(i + "/data.json", "{}");
    }
    assertRefused(large, ": more than 2000 bytes in all");
    assertRefused(many, ": more than 5 files");
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    assertThatThrownBy(() ->
            Bundle.read(
                "b.tar.gz",
                new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8)),
                SMALL,
                null))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("b.tar.gz: no gzipped tar archive, or a broken one");
  }

  @Test
  void documentsThatContradictEachOtherAreRefused() throws IOException {
    assertRefused(
        new TarGz().file("data.json", "{\"a\": {\"b\": 1}}").file("a/data.yaml", "b: 2"),
        "/a/data.yaml: another document has a value at data.a.b already");
  }

  @Test
  void aBrokenDocumentIsNamedWithItsPlace() throws IOException {
    assertRefused(
        new TarGz().file("a/data.json", "{\n  \"a\": x}"),
        "/a/data.json:2: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')");
  }

  @Test
  void rootsBoundWhatTheBundleMayHold() throws IOException {
    assertRefused(
        new TarGz().file(".manifest", "{\"roots\": [\"a\"]}").file("p.rego", "package b\n"),
        ": the roots of its manifest, [a], do not hold package b");
    assertRefused(
        new TarGz().file(".manifest", "{\"roots\": [\"a/b\"]}").file("a/data.json", "{\"c\": 1}"),
        ": the roots of its manifest, [a/b], do not hold the data at a/c");
    assertRefused(
        new TarGz().file(".manifest", "{\"roots\": [\"a/b\", \"a\"]}"),
        "/.manifest: the roots \"a/b\" and \"a\" overlap");
  }

  @Test
  void whatIsNotSupportedIsSaid() throws IOException {
    assertRefused(
        new TarGz().file(".manifest", "{\"rego_version\": 0}"),
        "/.manifest: only Rego v1 is supported; bring the policies to v1 (opa fmt --v0-v1) and build the bundle again");
    assertRefused(
        new TarGz().file("patch.json", "{\"data\": []}"),
        ": it is a delta bundle, which changes another; give the whole bundle");
  }

  @Test
  void modulesThatDoNotParseAreReportedTogether() {
    assertThatThrownBy(() ->
            read(new TarGz().file("a.rego", "package a\np := ").file("b.rego", "package b\nq := ")))
        .isInstanceOfSatisfying(RegoException.class, e -> assertThat(e.errors()).hasSize(2));
  }

  @Test
  void aDirectoryIsABundleToo(@TempDir Path directory) throws IOException {
    Files.createDirectories(directory.resolve("roles"));
    Files.writeString(directory.resolve("roles/data.json"), "{\"admins\": []}");
    Files.writeString(directory.resolve("roles/notes.json"), "no JSON at all");
    assertThat(Bundle.read(directory, SMALL, null).data())
        .hasToString("{\"roles\": {\"admins\": []}}");
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(BundleTest.class.getResourceAsStream(name));
  }

  private static Bundle signed(String name, @Nullable Verification verification)
      throws IOException {
    return Bundle.read(name, resource(name), Limits.STANDARD, verification);
  }

  private static VerificationKey publicKey() throws IOException {
    return VerificationKey.of(
        "RS256", new String(resource("public-key.pem").readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void aSignatureOfOpaIsVerified() throws IOException {
    assertThat(signed("signed-by-opa.tar.gz", Verification.with(publicKey())).modules()).hasSize(1);
    assertThat(
            signed(
                    "signed-with-a-secret.tar.gz",
                    Verification.with(VerificationKey.of("HS256", "secret")))
                .modules())
        .hasSize(1);
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() {
    assertThatThrownBy(() ->
            signed(
                "signed-with-a-secret.tar.gz",
                Verification.with(VerificationKey.of("HS256", "guess"))))
        .hasMessageEndingWith("the signature was not made with the given key");
  }

  @Test
  void theAlgorithmIsTheKeysAndNotTheTokens() {
    assertThatThrownBy(() ->
            signed(
                "signed-by-opa.tar.gz",
                Verification.with(
                    VerificationKey.of(
                        "HS256",
                        new String(
                            resource("public-key.pem").readAllBytes(), StandardCharsets.UTF_8)))))
        .hasMessageEndingWith("the signature was not made with the given key");
  }

  @Test
  void aKeyThatIsNotThereAndAScopeThatDiffersAreRefused() {
    assertThatThrownBy(() ->
            signed("signed-by-opa.tar.gz", new Verification(Map.of("k", publicKey()), "other", "")))
        .hasMessageEndingWith("the signature names the key other, which was not given");
    assertThatThrownBy(() ->
            signed(
                "signed-by-opa.tar.gz", new Verification(Map.of("k", publicKey()), "k", "write")))
        .hasMessageEndingWith("the signature's scope is \"null\" and not \"write\"");
  }

  @Test
  void changedMissingAndAddedFilesAreFound() throws IOException {
    Map<String, byte[]> files = Archive.read(resource("signed-by-opa.tar.gz"), Limits.STANDARD);
    byte[] signatures = Objects.requireNonNull(files.remove(".signatures.json"));
    Verification key = Verification.with(publicKey());
    Signatures.check(signatures, files, key);

    byte[] policy = Objects.requireNonNull(files.put("authz.rego", new byte[0]));
    assertThatThrownBy(() -> Signatures.check(signatures, files, key))
        .hasMessage("authz.rego is not what was signed: its digest differs");
    files.remove("authz.rego");
    assertThatThrownBy(() -> Signatures.check(signatures, files, key))
        .hasMessage("the signed file authz.rego is not in the bundle");
    files.put("authz.rego", policy);
    files.put("extra.rego", policy);
    assertThatThrownBy(() -> Signatures.check(signatures, files, key))
        .hasMessage("the signature does not cover [extra.rego]");
  }

  @Test
  void formattingOfDocumentsDoesNotBreakASignature() throws IOException {
    Map<String, byte[]> files = Archive.read(resource("signed-by-opa.tar.gz"), Limits.STANDARD);
    byte[] signatures = Objects.requireNonNull(files.remove(".signatures.json"));
    files.put(
        ".manifest",
        "{ \"revision\":\"7\",\n\"roots\": [\"authz\", \"roles\",   \"x\"]}"
            .getBytes(StandardCharsets.UTF_8));
    Signatures.check(signatures, files, Verification.with(publicKey()));
  }

  @Test
  void anUnsignedBundleIsRefusedWhereAKeyIsGiven() {
    assertThatThrownBy(() ->
            Bundle.read(
                "b.tar.gz",
                new TarGz().file("data.json", "{}").stream(),
                SMALL,
                Verification.with(publicKey())))
        .hasMessage(
            "b.tar.gz: it is not signed (no .signatures.json), and a verification key was given");
  }

  @Test
  void keysOfAnotherKindAreNamed() {
    assertThatThrownBy(() -> VerificationKey.of("none", "x"))
        .hasMessageStartingWith("unknown signing algorithm \"none\"");
    assertThatThrownBy(() -> VerificationKey.of("RS256", "x"))
        .hasMessageStartingWith("a verification key is PEM");
    for (String algorithm : List.of("ES256", "ES512")) {
      assertThatThrownBy(() ->
              VerificationKey.of(
                  algorithm,
                  new String(resource("public-key.pem").readAllBytes(), StandardCharsets.UTF_8)))
          .hasMessageStartingWith("the key is no " + algorithm + " key");
    }
  }
}
