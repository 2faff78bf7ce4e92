# METADATA
# description: Settings of configuration files.
package bulkhead.lib.setting

import rego.v1

on(value) if lower(value) in {"on", "true", "yes", "1"}

# PostgreSQL takes any beginning of a word that is no other's (documentation, 19.1).
off(value) if lower(value) in {"off", "of", "false", "fals", "fal", "fa", "f", "no", "n", "0"}

# A switch in a file of settings that takes text for it, too.
is_true(value) if value == true

is_true(value) if {
	is_string(value)
	on(value)
}
