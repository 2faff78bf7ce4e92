# METADATA
# description: >-
#   Dated evidence by people (attestations.yaml): who vouches for what, since when, until when, and
#   where the document is.
package bulkhead.lib.evidence

import rego.v1

governance := {id: entity |
	some id, entity in data.platform.kinds.Configuration
	entity.type == "governance"
}

today := substring(data.platform.now, 0, 10)

# All attestations of a type, with where each stands.
by_type[attestation.type] contains {"entity": id, "pointer": sprintf("/attestations/%d", [i]), "attestation": attestation} if {
	some id, entity in governance
	some i, attestation in entity.content.attestations
}

of(type) := object.get(by_type, type, set())

# The text of a date, without a time of day.
day(value) := substring(sprintf("%v", [value]), 0, 10)

current(attestation) if {
	complete(attestation)
	day(attestation.date) <= today
	day(attestation.validUntil) >= today
}

fields := ["owner", "date", "validUntil", "link"]

missing(attestation) := [field |
	some field in fields
	object.get(attestation, field, "") == ""
]

complete(attestation) if count(missing(attestation)) == 0

# What is wrong with each attestation of a type, where none of them holds.
flaws(type) := {flaw |
	count([entry | some entry in of(type); current(entry.attestation)]) == 0
	some entry in of(type)
	flaw := {"entity": entry.entity, "pointer": entry.pointer, "why": why(entry.attestation)}
}

why(attestation) := sprintf("lacks %s", [concat(", ", missing(attestation))]) if {
	not complete(attestation)
} else := sprintf("was valid until %s", [day(attestation.validUntil)]) if {
	day(attestation.validUntil) < today
} else := sprintf("is dated %s, which is still to come", [day(attestation.date)])
