# METADATA
# description: What the network policies of a namespace add up to.
package bulkhead.lib.network

import rego.v1

of(namespace) := data.platform.facts.networks[namespace]

# Policies of engines that are not evaluated leave the verdict open.
unsupported(namespace) if count(of(namespace).unsupported) > 0
