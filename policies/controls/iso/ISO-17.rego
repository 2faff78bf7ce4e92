# METADATA
# title: "Backups are separated per tenant"
# description: >-
#   One path, one key or one access for the backups of two tenants makes each a reader of the
#   other. A folder within another's counts as the same path. Backups of the files of a server that
#   tenants share hold all of them; that no tenant reads them is for an attestation to say.
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
#     Give each tenant a path of its own and a key of its own. The files of a server that tenants
#     share cannot be parted: see to it that only the platform reads their backups, and attest it.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iso_17

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.evidence

plans := backup.all_of(input.id)

place(copy) := trim(sprintf("%s/%s", [copy.bucket, trim(object.get(copy, "prefix", ""), "/")]), "/")

# Copies of the files of a server that tenants share hold all of them: they cannot be parted.
whole(id) if {
	backup.plans[id].source in {"CloudNativePG", "Zalando's operator", "Crunchy's operator", "pgBackRest", "Barman"}
	data.platform.entities[id].owner.shared
}

holders[where] contains {"tenant": tenant, "plan": id} if {
	some id, plan in backup.plans
	some copy in plan.copies
	where := place(copy)
	some tenant in plan.tenants
}

# Who writes below a place.
below[folder] contains entry if {
	some where, entries in holders
	some folder in folders(where)
	some entry in entries
}

folders(where) := {concat("/", array.slice(parts, 0, length)) |
	parts := split(where, "/")
	some length in numbers.range(1, count(parts) - 1)
	count(parts) > 1
}

keys[plan.keyRef] contains {"tenant": tenant, "plan": id} if {
	some id, plan in backup.plans
	plan.keyRef != ""
	some tenant in plan.tenants
}

# Other tenants, but for those of whom the plan holds everything.
others(entries, id) := sort({entry.tenant |
	some entry in entries
	entry.tenant != input.id
	not of_the_same(entry.plan, id)
})

of_the_same(plan, id) if {
	plan == id
	whole(id)
}

at_or_around(where) := (holders[where] | object.get(below, where, set())) | {entry |
	some folder in folders(where)
	some entry in object.get(holders, folder, set())
}

violation contains v if {
	some id, plan in plans
	some copy in plan.copies
	where := place(copy)
	neighbours := others(at_or_around(where), id)
	count(neighbours) > 0
	v := {
		"path": "",
		"key": sprintf("path %s", [where]),
		"message": sprintf("the backups of tenant %s lie in the path of %s", [input.id, concat(", ", neighbours)]),
		"observed": sprintf("%s writes to %s", [plan.name, where]),
		"expected": "a path of its own",
		"fix": "Give each tenant a path of its own.",
		"between": array.concat(neighbours, [input.id]),
		"proof": backup.proof(id, sprintf("writes to %s", [where])),
	}
}

violation contains v if {
	some id, plan in plans
	neighbours := others(keys[plan.keyRef], id)
	count(neighbours) > 0
	v := {
		"path": "",
		"key": sprintf("key %s", [id]),
		"message": sprintf("the backups of tenant %s have the key of %s", [input.id, concat(", ", neighbours)]),
		"observed": sprintf("%s: one key for several tenants", [plan.name]),
		"expected": "a key of its own",
		"fix": "Give each tenant a key of its own.",
		"between": array.concat(neighbours, [input.id]),
		"proof": backup.proof(id, "names the key that the others name"),
	}
}

access := {"shared-backup-access": "that no tenant reads the backups of servers that tenants share"}

shares if {
	some id, plan in plans
	count(plan.tenants) > 1
	whole(id)
}

unknown contains reason if {
	shares
	some reason in evidence.unattested(access)
}

unknown contains sprintf("the evidence %s %s", [what, flaw.why]) if {
	shares
	some type, what in access
	some flaw in evidence.flaws(type)
}

unknown contains sprintf("where %s writes is not said: needs copies with bucket and prefix", [plan.name]) if {
	some plan in plans
	count([copy | some copy in plan.copies; copy.bucket]) == 0
}

unknown contains backup.none_seen(input.id) if count(plans) == 0
