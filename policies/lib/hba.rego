# METADATA
# description: Lines of pg_hba.conf.
package bulkhead.lib.hba

import rego.v1

# Connections from the machine itself.
loopback(line) if line.address in {"localhost", "samehost", "::1/128", "::1"}

loopback(line) if startswith(line.address, "127.")
