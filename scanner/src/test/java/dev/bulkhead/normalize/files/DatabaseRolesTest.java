package dev.bulkhead.normalize.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.CredentialExposure;
import dev.bulkhead.model.DatabaseRole;
import dev.bulkhead.model.DatabaseRole.Granted;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Setting;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseRolesTest {

  private static List<Entity> read(String text) {
    var builder = new SnapshotBuilder(new Normalizers(Digest.withRandomKey()));
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    builder.add(new SourceReader(Path.of("."), Limits.STANDARD).read(bytes, "roles.sql"));
    return builder.entities();
  }

  private static DatabaseRole role(String text) {
    return read(text).stream()
        .filter(DatabaseRole.class::isInstance)
        .map(DatabaseRole.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_statements_say_of_a_role_is_added_up() {
    DatabaseRole role =
        role(
            """
            CREATE ROLE odoo SUPERUSER CREATEDB;
            ALTER ROLE odoo WITH NOSUPERUSER LOGIN CONNECTION LIMIT 40 VALID UNTIL '2027-01-01';
            ALTER ROLE odoo IN DATABASE north SET statement_timeout TO '15min';
            GRANT readers, writers TO odoo, other WITH ADMIN OPTION;
            GRANT SELECT ON t TO odoo;
            """);

    assertThat(role.attributes())
        .containsExactly(
            new Granted("createdb", "/roles/odoo/attributes/createdb"),
            new Granted("login", "/roles/odoo/attributes/login"));
    assertThat(role.memberOf()).extracting(Granted::name).containsExactly("readers", "writers");
    assertThat(role.connectionLimit()).isEqualTo(40);
    assertThat(role.validUntil()).isEqualTo("2027-01-01");
    assertThat(role.settings())
        .isEqualTo(
            Map.of(
                "statement_timeout",
                new Setting("15min", "/roles/odoo/settings/statement_timeout", false, null)));
  }

  @Test
  void hashes_and_passwords_are_told_by_their_kind_and_kept_nowhere() {
    String scram = "SCRAM-SHA-256$4096:c2FsdHNhbHQ=$c3RvcmVka2V5:c2VydmVya2V5";
    String md5 = "md5" + "0123456789abcdef".repeat(2);
    String plain = "kR7-vT2q.Lm9";
    List<Entity> entities =
        read(
            "CREATE ROLE a PASSWORD '%s'; CREATE ROLE b PASSWORD '%s'; CREATE USER c PASSWORD '%s';"
                .formatted(scram, md5, plain));

    assertThat(entities)
        .filteredOn(DatabaseRole.class::isInstance)
        .extracting(e -> ((DatabaseRole) e).password())
        .containsExactlyInAnyOrder("scram-sha-256", "md5", "plain");
    assertThat(entities).filteredOn(CredentialExposure.class::isInstance).hasSize(1);
    assertThat(entities.toString())
        .doesNotContain("c3RvcmVka2V5")
        .doesNotContain("0123456789abcdef")
        .doesNotContain(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE ROLE a; ALTER ROLE a PASSWORD 'open",
        "CREATE ROLE a; /* open",
        "CREATE ROLE a; DO $x$ open",
        "CREATE ROLE a; COPY t FROM stdin;\nrows without an end",
        "CREATE ROLE a; ALTER ROLE; GRANT; GRANT to; CREATE USER",
        "CREATE ROLE a; ALTER ROLE a SET x TO; ALTER ROLE a CONNECTION LIMIT",
        "CREATE ROLE a;\\connect"
      })
  void text_that_breaks_off_is_read_as_far_as_it_goes(String text) {
    assertThat(role(text).meta().name()).isEqualTo("a");
  }

  @Test
  void other_sql_is_no_input() {
    assertThat(read("SELECT 1;\n-- CREATE ROLE a\nINSERT INTO roles VALUES ('create role');"))
        .isEmpty();
  }
}
