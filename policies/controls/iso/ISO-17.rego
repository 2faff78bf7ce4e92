# METADATA
# title: "Backups are separated per tenant"
# description: >-
#   One path, one key or one access for the backups of two tenants makes each a reader of the
#   other.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: ISO-17
#   severity: high
#   layer: operations
#   evidence: partly
#   sources: [logistics-isolation, retail-hardening]
#   kinds: [Tenant]
#   remediation: >-
#     Give each tenant a path of its own and a key of its own.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iso_17

import rego.v1

import data.bulkhead.lib.backup

plans := backup.all_of(input.id)

place(copy) := sprintf("%s/%s", [trim_suffix(copy.bucket, "/"), trim(object.get(copy, "prefix", ""), "/")])

holders[where] contains {"tenant": tenant, "plan": id} if {
	some id, plan in backup.plans
	some copy in plan.copies
	where := place(copy)
	some tenant in plan.tenants
}

keys[plan.keyRef] contains {"tenant": tenant, "plan": id} if {
	some id, plan in backup.plans
	plan.keyRef != ""
	some tenant in plan.tenants
}

others(entries) := sort({entry.tenant | some entry in entries; entry.tenant != input.id})

violation contains v if {
	some id, plan in plans
	some copy in plan.copies
	where := place(copy)
	neighbours := others(holders[where])
	count(neighbours) > 0
	v := {
		"path": "",
		"key": sprintf("path %s", [where]),
		"message": sprintf("the backups of tenant %s lie in the path of %s", [input.id, concat(", ", neighbours)]),
		"observed": sprintf("%s writes to %s", [plan.name, where]),
		"expected": "a path of its own",
		"between": array.concat(neighbours, [input.id]),
		"proof": backup.proof(id, sprintf("writes to %s", [where])),
	}
}

violation contains v if {
	some id, plan in plans
	neighbours := others(keys[plan.keyRef])
	count(neighbours) > 0
	v := {
		"path": "",
		"key": sprintf("key %s", [id]),
		"message": sprintf("the backups of tenant %s have the key of %s", [input.id, concat(", ", neighbours)]),
		"observed": sprintf("%s: one key for several tenants", [plan.name]),
		"expected": "a key of its own",
		"between": array.concat(neighbours, [input.id]),
		"proof": backup.proof(id, "names the key that the others name"),
	}
}

unknown contains sprintf("where %s writes is not said: needs copies with bucket and prefix", [plan.name]) if {
	some plan in plans
	count([copy | some copy in plan.copies; copy.bucket]) == 0
}

unknown contains backup.none_seen(input.id) if count(plans) == 0
