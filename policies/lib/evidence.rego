# METADATA
# description: >-
#   Dated evidence by people (attestations.yaml): who vouches for what, since when, until when, and
#   where the document is.
package bulkhead.lib.evidence

import rego.v1

import data.bulkhead.lib.duration

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

# What to say of each flaw. wanted: the types of attestations, with what each is evidence of.
violations(wanted) := {v |
	some type, what in wanted
	some flaw in flaws(type)
	v := {
		"path": "",
		"key": sprintf("%s %s", [type, flaw.pointer]),
		"message": sprintf("the evidence of %s %s", [what, flaw.why]),
		"observed": sprintf("attestation %s in %s", [type, data.platform.entities[flaw.entity].meta.name]),
		"expected": "an attestation with owner, date, link and a validity that lasts",
		"proof": [{"message": sprintf("the attestation %s", [flaw.why]), "entity": flaw.entity, "pointer": flaw.pointer}],
	}
}

unattested(wanted) := {reason |
	some type, what in wanted
	count(of(type)) == 0
	reason := sprintf("nobody attests %s: needs an attestation of type %s (attestations.yaml)", [what, type])
}

# What holds by its own dates, but is older than a control lets it be.
too_old(wanted, days) := {v |
	some type, what in wanted
	count(flaws(type)) == 0
	entries := of(type)
	every entry in entries {
		duration.days_since(sprintf("%sT00:00:00Z", [day(entry.attestation.date)])) >= days
	}
	some entry in entries
	v := {
		"path": "",
		"key": sprintf("%s %s", [type, entry.pointer]),
		"message": sprintf("%s is older than %d days", [what, days]),
		"observed": sprintf("attested on %s", [day(entry.attestation.date)]),
		"expected": sprintf("within %d days", [days]),
		"proof": [{"message": "the attestation is too old", "entity": entry.entity, "pointer": entry.pointer}],
	}
}
