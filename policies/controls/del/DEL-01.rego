# METADATA
# title: "The pipeline scans images and fails on the limit"
# description: >-
#   A scan that nobody has to heed is decoration: the build must stop.
# related_resources:
#   - https://trivy.dev/latest/docs/configuration/others/
# custom:
#   id: DEL-01
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [Configuration]
#   remediation: >-
#     Scan the image before it is pushed, with a failing exit code (trivy --exit-code 1 --severity
#     CRITICAL,HIGH, grype --fail-on high).
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "RA-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SA-11", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.8", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.1", coverage: partial}
package bulkhead.controls.del_01

import rego.v1

import data.bulkhead.lib.pipeline

applicable if {
	pipeline.applies
	count(pipeline.builds) > 0
}

scans contains step if {
	some step in pipeline.steps
	regex.match(`^(aquasecurity/trivy-action|anchore/scan-action|docker/scout-action|snyk/actions|crazy-max/ghaction-container-scan)`, step.uses)
}

scans contains step if {
	some step in pipeline.steps
	regex.match(`(trivy +(image|i|filesystem|fs|rootfs)|grype |docker scout|snyk container)`, step.run)
}

templated if {
	some template in pipeline.templates
	contains(template, "Container-Scanning")
}

fails(step) if regex.match(`--exit-code[ =]+[1-9]|--fail-on|snyk container test|--exit-code +--`, step.run)

fails(step) if {
	startswith(step.uses, "aquasecurity/trivy-action")
	sprintf("%v", [step["with"]["exit-code"]]) != "0"
}

fails(step) if {
	startswith(step.uses, "anchore/scan-action")
	not sprintf("%v", [object.get(step["with"], "fail-build", true)]) == "false"
}

fails(step) if {
	startswith(step.uses, "docker/scout-action")
	sprintf("%v", [step["with"]["exit-code"]]) == "true"
}

fails(step) if startswith(step.uses, "snyk/actions")

violation contains v if {
	count(scans) == 0
	not templated
	count(pipeline.reused) == 0
	v := {
		"path": pipeline.first(pipeline.builds),
		"key": "scan",
		"message": sprintf("%s builds images that nothing scans", [pipeline.name]),
		"observed": "no scan of the image",
		"expected": "a scan that fails the build",
	}
}

# What a step that may fail finds stops nothing.
stops(step) if {
	fails(step)
	not pipeline.forgiven(step)
}

violation contains v if {
	count(scans) > 0
	every step in scans {
		not stops(step)
	}
	v := {
		"path": pipeline.first(scans),
		"key": "limit",
		"message": sprintf("%s scans its images and goes on whatever the scan finds", [pipeline.name]),
		"observed": "no failing exit code",
		"expected": "a scan that fails the build at the limit",
		"fix": "Let the scan fail: --exit-code 1 of trivy, --fail-on of grype.",
	}
}

unknown contains "GitLab's template for scanning containers reports; which results stop a merge is kept by GitLab, not in this file" if {
	count(scans) == 0
	templated
}

unknown contains sprintf("the scan may be in %s, which is not in this input", [concat(", ", [reused.uses | some reused in pipeline.reused])]) if {
	count(scans) == 0
	not templated
	count(pipeline.reused) > 0
}
