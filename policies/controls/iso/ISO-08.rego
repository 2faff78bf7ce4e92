# METADATA
# title: "Caches are per tenant"
# description: >-
#   Keys of all tenants in one Redis under one password are one tenant's keys.
# related_resources:
#   - https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
# custom:
#   id: ISO-08
#   severity: high
#   layer: application
#   evidence: files
#   sources: [retail-multi-tenant, logistics-isolation]
#   kinds: [Cache]
#   remediation: >-
#     Run a cache for each tenant, or ACL users bound to the tenant's key prefix.
#   parameters:
#     cacheAdministrators: {default: [default, admin, replica, sentinel, exporter], description: "ACL users that are no application users"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.3", coverage: partial}
package bulkhead.controls.iso_08

import rego.v1

shared if {
	not input.tenant
	count(data.platform.tenants) > 1
}

applicable if shared

# Tenants have it in common: that is declared, or what each tenant owns is, and this is not among it.
common if input.owner.shared

common if data.platform.declared

administrators := {name | some name in data.parameters.cacheAdministrators}

everything := {"*", "~*", "allkeys", "%RW~*"}

violation contains v if {
	some user in input.users
	user.enabled
	not user.name in administrators
	some pattern in user.keyPatterns
	pattern in everything
	v := {
		"path": user.pointer,
		"key": user.name,
		"message": sprintf("user %s of the shared cache %s reaches the keys of every tenant", [user.name, input.meta.name]),
		"observed": sprintf("keys %s", [pattern]),
		"expected": "keys below the tenant's prefix",
	}
}

protected_by_acl if count(input.users) > 0

protected_by_acl if input.directives.aclfile

violation contains v if {
	not protected_by_acl
	common
	input.directives.requirepass
	v := {
		"path": input.directives.requirepass[0].pointer,
		"key": "requirepass",
		"message": sprintf("the shared cache %s has one password for all tenants", [input.meta.name]),
		"observed": "requirepass, no ACL users",
		"expected": "an ACL user for each tenant, bound to its key prefix",
	}
}

# Without users and passwords whoever reaches the cache has all of it.
open_to_all if {
	shared
	not protected_by_acl
	not input.directives.requirepass
	not input.directives.include
}

violation contains v if {
	open_to_all
	input.owner.shared
	v := {
		"path": "",
		"key": "nobody",
		"message": sprintf("the shared cache %s asks nobody who they are: each tenant reaches the keys of all", [input.meta.name]),
		"observed": "neither users nor a password",
		"expected": "an ACL user for each tenant, bound to its key prefix",
	}
}

unknown contains "whose cache this is, and who may use it, is not said: needs its owner in bulkhead.yaml, and its users" if {
	open_to_all
	not input.owner.shared
}

unknown contains "whose cache this is, and who may use it, is not said: needs its owner in bulkhead.yaml, and its users" if {
	shared
	not protected_by_acl
	input.directives.requirepass
	not common
}

unknown contains "the settings of the shared cache are in what it includes, which is not in this input" if {
	shared
	not protected_by_acl
	not input.directives.requirepass
	input.directives.include
}

unknown contains "the users of the shared cache are in a file that is not in this input" if {
	count(input.users) == 0
	input.directives.aclfile
	count([cache | some cache in data.platform.kinds.Cache; count(cache.users) > 0]) == 0
}
