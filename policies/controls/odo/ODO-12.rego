# METADATA
# title: "The Odoo version gets security fixes"
# description: >-
#   Odoo mends the last three major versions. The version is read from the image's tag.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/standard_extended_support.html
# custom:
#   id: ODO-12
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Upgrade to a supported major version.
#   example: |
#     image: registry.example.com/odoo:19.0
#   parameters:
#     oldestOdooVersion: {default: 18, description: "the oldest major version of Odoo under support"}
#     odooVersionsUntil: {default: "2027-10-01", description: "the day until which this is known of Odoo; what passes later is unknown"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.8", coverage: partial}
package bulkhead.controls.odo_12

import rego.v1

import data.bulkhead.lib.evidence
import data.bulkhead.lib.odoo
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	count(odoo.containers) > 0
}

# 17, 17.0, saas-17.4, 17.0-20260101
major(tag) := to_number(found[0][1]) if {
	found := regex.find_all_string_submatch_n(`^(?:saas[-~])?v?([0-9]{1,2})(?:\.[0-9]+)?(?:[-_.+].*)?$`, tag, 1)
	count(found) > 0
}

violation contains v if {
	some container in odoo.containers
	version := major(container.image.tag)
	version >= 8
	version < data.parameters.oldestOdooVersion
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s runs Odoo %d, which is out of support", [workload.described(container), version]),
		"observed": sprintf("image: %s", [container.image.reference]),
		"expected": sprintf("Odoo %d or newer", [data.parameters.oldestOdooVersion]),
	}
}

unknown contains {"reason": reason, "path": sprintf("%s/image", [container.pointer])} if {
	some container in odoo.containers
	not versioned(container)
	reason := sprintf("the tag of %s does not tell Odoo's version", [container.image.reference])
}

versioned(container) if major(container.image.tag) >= 8

unknown contains sprintf("which versions of Odoo have support after %s is not known: needs the parameters oldestOdooVersion and odooVersionsUntil", [data.parameters.odooVersionsUntil]) if {
	evidence.today > data.parameters.odooVersionsUntil
}
