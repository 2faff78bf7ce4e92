# METADATA
# description: Who owns what is judged.
package bulkhead.lib.ownership

import rego.v1

# The subject belongs to a tenant.
of_tenant if input.tenant

complete if data.platform.scope == "complete"

# Without a platform file and without tenant labels, each namespace stands for a tenant: a guess.
guessed if {
	not data.platform.declared
	not labelled
}

tenant_labels := {"bulkhead.dev/tenant", "capsule.clastix.io/tenant", "tenant"}

labelled if {
	some namespace in data.platform.kinds.Namespace
	some label, _ in namespace.meta.labels
	label in tenant_labels
}

# The tenant of a namespace: its own, else that of what lies in it.
tenant_of(namespace) := data.platform.kinds.Namespace[sprintf("Namespace/_/%s", [namespace])].tenant if {
	declared(namespace)
} else := min([entity.tenant | some entities in data.platform.namespaces[namespace]; some entity in entities]) if {
	_ := data.platform.namespaces[namespace]
} else := min(held[namespace])

declared(namespace) if data.platform.kinds.Namespace[sprintf("Namespace/_/%s", [namespace])]

# Tenants by the namespaces that they are declared to have, seen or not.
held[namespace] contains tenant if {
	some tenant, declaration in data.platform.tenants
	some namespace in declaration.owns.namespaces
}
