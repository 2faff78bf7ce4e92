package dev.bulkhead.normalize.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of consoles and backup tools are kept without the secrets beside them. */
class WithheldSettingsTest {
  private static final String SECRET = "Zk93lsPq02Vb";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "argocd.yaml | {apiVersion: v1, kind: ConfigMap, metadata: {name: argocd-cm}, data: {oidc.config: 'clientSecret: SECRET'}} | oidc.config=given",
        "argocd.yaml | {apiVersion: v1, kind: ConfigMap, metadata: {name: argocd-cm}, data: {admin.enabled: 'true', webhook.github.secret: SECRET}} | admin.enabled=true",
        "grafana.ini | [security];admin_password = SECRET;admin_user = root | admin_user=root",
        "pgbackrest.conf | [global];repo1-path=/b;repo1-cipher-pass=SECRET;repo1-azure-key=SECRET;[main];pg1-path=/p | repo1-path=/b",
        "barman.conf | [barman];barman_user = b;[main];backup_method = postgres;conninfo = host=pg user=b password=SECRET | backup_method=postgres"
      })
  void secrets_beside_settings_are_not_kept(String name, String text, String kept) {
    String content = text.replace("SECRET", SECRET).replace(';', '\n');
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    builder.add(new SourceReader(Path.of("."), Limits.STANDARD).read(bytes, name));

    assertThat(builder.entities().toString()).contains(kept).doesNotContain(SECRET);
  }
}
