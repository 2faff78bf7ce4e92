# METADATA
# description: Who owns what is judged.
package bulkhead.lib.ownership

import rego.v1

# The subject belongs to a tenant.
of_tenant if input.tenant

# The subject belongs to a platform service that all tenants share.
shared if input.owner.shared

complete if data.platform.scope == "complete"
