# METADATA
# title: "The latest scan of each running image is fresh and within limits"
# description: >-
#   What was clean in spring is full of holes in autumn, without a byte of it changed.
# related_resources:
#   - https://trivy.dev/latest/docs/configuration/reporting/
# custom:
#   id: IMG-08
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [Workload]
#   remediation: >-
#     Scan running images again and again, and rebuild where the limits are crossed; hand in the
#     reports (trivy image -f json, grype -o json).
#   parameters:
#     maxCriticalVulnerabilities: {default: 0, description: "vulnerabilities of severity critical that a running image may have"}
#     maxHighVulnerabilities: {default: 10, description: "vulnerabilities of severity high that a running image may have"}
#     scanMaxAgeDays: {default: 30, description: "days after which a scan says nothing any more"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "RA-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.3", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "11.3.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.8", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.1", coverage: partial}
package bulkhead.controls.img_08

import rego.v1

import data.bulkhead.lib.duration
import data.bulkhead.lib.image
import data.bulkhead.lib.ownership
import data.bulkhead.lib.words
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
	count(image.containers) > 0
}

content(id) := data.platform.entities[id].content

limits := {"CRITICAL": data.parameters.maxCriticalVulnerabilities, "HIGH": data.parameters.maxHighVulnerabilities}

violation contains v if {
	some container in image.containers
	some id in image.scans(container)
	some severity, limit in limits
	number := object.get(content(id).severities, severity, 0)
	number > limit
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": sprintf("%s %s", [container.name, severity]),
		"message": sprintf("the image of %s has %s of severity %s", [workload.described(container), words.counted(number, "vulnerability"), lower(severity)]),
		"observed": sprintf("%d in %s", [number, data.platform.entities[id].meta.name]),
		"expected": sprintf("at most %d", [limit]),
		"fix": "Rebuild the image with corrected packages.",
		"proof": [{"message": sprintf("scan of %s", [container.image.reference]), "entity": id, "pointer": ""}],
	}
}

scanned(id) := content(id).CreatedAt

scanned(id) := content(id).descriptor.timestamp

violation contains v if {
	some container in image.containers
	ages := [duration.days_since(scanned(id)) | some id in image.scans(container)]
	count(ages) > 0
	min(ages) > data.parameters.scanMaxAgeDays
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": sprintf("%s age", [container.name]),
		"message": sprintf("the image of %s was scanned %s ago", [workload.described(container), words.counted(min(ages), "day")]),
		"observed": words.counted(min(ages), "day"),
		"expected": sprintf("at most %s", [words.counted(data.parameters.scanMaxAgeDays, "day")]),
		"fix": "Scan it again, and hand in the report (trivy image -f json, grype -o json).",
		"severity": "medium",
	}
}

unknown contains {"reason": reason, "path": sprintf("%s/image", [container.pointer])} if {
	some container in image.containers
	count(image.scans(container)) == 0
	reason := sprintf("no scan of %s is in this input (a report of trivy or grype as JSON answers it)", [container.image.reference])
}
