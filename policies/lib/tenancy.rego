# METADATA
# description: How tenants are isolated, and what belongs to each.
package bulkhead.lib.tenancy

import rego.v1

# shared, hybrid or dedicated: as the tenant's tier declares it, else by the tier's name.
isolation(tenant) := data.platform.tiers[tenant.tier].isolation

isolation(tenant) := tenant.tier if not data.platform.tiers[tenant.tier]

# The kinds of what a tenant owns, by tenant.
owned[tenant] contains kind if {
	some kind, entities in data.platform.kinds
	some entity in entities
	tenant := entity.tenant
}

owns(tenant, kind) if kind in owned[tenant]
