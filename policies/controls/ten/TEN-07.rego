# METADATA
# title: "Every copy of a tenant's data lies in its allowed regions"
# description: >-
#   A copy that crosses the border breaks the promise, whatever the original does.
# related_resources:
#   - https://eur-lex.europa.eu/eli/reg/2016/679/oj
# custom:
#   id: TEN-07
#   severity: high
#   layer: governance
#   evidence: partly
#   sources: [logistics-isolation, distribution-hardening, erp-integration]
#   kinds: [Tenant]
#   remediation: >-
#     Move the copy, or allow the region after asking the tenant.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SA-9(5)", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.34", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.31", coverage: partial}
package bulkhead.controls.ten_07

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.residency

applicable if count(input.regions) > 0

plans := backup.all_of(input.id)

allowed := {region | some region in input.regions}

violation contains v if {
	some id, plan in plans
	some i, copy in plan.copies
	region := object.get(copy, "region", "")
	region != ""
	not residency.inside(region, allowed)
	v := {
		"path": "/regions",
		"key": sprintf("%s %d", [id, i]),
		"message": sprintf("a backup of tenant %s lies in %s, outside its regions", [input.id, region]),
		"observed": sprintf("%s: a copy in %s", [plan.name, region]),
		"expected": concat(", ", sort(allowed)),
		"proof": [{"message": sprintf("this copy lies in %s", [region]), "entity": id, "pointer": sprintf("/spec/copies/%d", [i])}],
	}
}

violation contains v if {
	some place in residency.places[input.id]
	not residency.inside(place.region, allowed)
	v := {
		"path": "/regions",
		"key": sprintf("%s %s", [place.entity, place.pointer]),
		"message": sprintf("data of tenant %s lies in %s, outside its regions", [input.id, place.region]),
		"observed": sprintf("%s in %s", [place.what, place.region]),
		"expected": concat(", ", sort(allowed)),
		"proof": [{"message": sprintf("%s lies in %s", [place.what, place.region]), "entity": place.entity, "pointer": place.pointer}],
	}
}

# One copy whose place is said does not speak for the others.
unstated contains plan.name if {
	some plan in plans
	stated := count([copy | some copy in plan.copies; object.get(copy, "region", "") != ""])
	stated < max([1, count(plan.copies)])
}

unknown contains sprintf("where the copies of %s lie is not said: needs the region of each copy", [name]) if some name in unstated

unknown contains backup.none_seen(input.id) if count(plans) == 0
