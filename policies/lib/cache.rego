# METADATA
# description: What a file of Redis settings is, and whether it is all that its server reads.
package bulkhead.lib.cache

import rego.v1

# Sentinels watch servers and hold no data.
sentinel if input.directives.sentinel

# Settings that other files hold.
elsewhere if input.directives.include

# What OT-Container-Kit's operator adds to its own settings (additionalRedisConfig).
elsewhere if endswith(input.meta.name, "/redis-additional.conf")
