package dev.bulkhead.normalize.files;

import dev.bulkhead.model.Setting;
import dev.bulkhead.secrets.Detection;
import dev.bulkhead.secrets.SecretDetector;
import java.util.Set;

/** Settings, with values that are secrets withheld and what may be said of them kept. */
public final class Settings {
  private static final Set<String> SECRETS =
      Set.of(
          "admin_passwd",
          "db_password",
          "smtp_password",
          "password",
          "masterauth",
          "auth_password");

  private Settings() {}

  public static Setting of(String key, String value, String pointer) {
    boolean named = SECRETS.contains(key);
    Detection detection = SecretDetector.inspect(key, value);
    if (!named && detection == null) {
      return new Setting(value, pointer, false, null);
    }
    return new Setting(null, pointer, true, hint(value, detection));
  }

  private static String hint(String value, @org.jspecify.annotations.Nullable Detection detection) {
    if (value.isEmpty() || value.equalsIgnoreCase("false")) {
      return "empty";
    }
    if (value.startsWith("$pbkdf2") || value.startsWith("SCRAM-SHA-256$")) {
      return "hashed";
    }
    if (value.startsWith("$") || value.startsWith("{{") || value.startsWith("%(")) {
      return "reference";
    }
    boolean common = value.equals("admin") || value.equals("odoo");
    return common || (detection != null && detection.placeholder()) ? "default" : "literal";
  }
}
