package bulkhead.controls.img_08_test

import rego.v1

import data.bulkhead.controls.img_08

container := {"name": "c", "role": "CONTAINER", "pointer": "/c", "image": {"reference": "odoo:17"}}

report(type, content) := object.union({"type": type, "meta": {"name": "r"}}, {"content": content})

trivy(severities, at) := report("trivy-report", {"ArtifactName": "odoo:17", "CreatedAt": at, "severities": severities})

grype(at) := report("grype-report", {"source": {"target": {"userInput": "odoo:17"}}, "descriptor": {"timestamp": at}})

judged(reports) := out if {
	out := [{v.key | some v in img_08.violation}, count(img_08.unknown)] with input as {"kind": "Workload", "meta": {"name": "w", "resourceKind": "Deployment"}, "pod": {"containers": [container]}}
		with data.platform as {"now": "2026-06-11T00:00:00Z", "kinds": {"Configuration": reports}, "entities": reports}
		with data.parameters as {"maxCriticalVulnerabilities": 0, "maxHighVulnerabilities": 10, "scanMaxAgeDays": 10}
}

fresh := "2026-06-01T00:00:00Z"

old := "2026-05-31T00:00:00Z"

test_as_many_vulnerabilities_as_are_allowed if {
	judged({"t": trivy({"CRITICAL": 0, "HIGH": 10}, fresh)}) == [set(), 0]
	judged({"t": trivy({"CRITICAL": 1, "HIGH": 10}, fresh)}) == [{"c CRITICAL"}, 0]
	judged({"t": trivy({"HIGH": 11}, fresh)}) == [{"c HIGH"}, 0]
	judged({"t": trivy({"MEDIUM": 99}, fresh)}) == [set(), 0]
}

test_a_scan_may_be_as_old_as_is_allowed if {
	judged({"t": trivy({}, old)}) == [{"c age"}, 0]
	judged({"t": trivy({}, old), "u": trivy({}, fresh)}) == [set(), 0]
	judged({"g": grype(old)}) == [{"c age"}, 0]
	judged({"g": grype(fresh)}) == [set(), 0]
}

test_without_a_scan_it_is_asked_for if {
	judged({}) == [set(), 1]
	judged({"t": report("trivy-report", {"ArtifactName": "other:1"})}) == [set(), 1]
}
