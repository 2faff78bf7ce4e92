# METADATA
# description: Traefik's static configuration.
package bulkhead.lib.edge

import rego.v1

# What a part of a configuration does not say, the rest may.
rest := sprintf("%s is a part of a configuration: needs what it goes on top of, or the file that the arguments name", [input.meta.name]) if {
	input.partial
}
