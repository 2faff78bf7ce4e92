# METADATA
# title: "Dependencies are reviewed before they come in"
# description: >-
#   Most code of a module is somebody else's. Known holes and unknown newcomers are seen in the
#   change that brings them.
# related_resources:
#   - https://docs.github.com/en/code-security/supply-chain-security/understanding-your-software-supply-chain/about-dependency-review
# custom:
#   id: DEL-02
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant]
#   kinds: [Platform]
#   remediation: >-
#     Add actions/dependency-review-action, GitLab's dependency scanning, or an auditor such as
#     osv-scanner, pip-audit or trivy fs to the pipeline.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SR-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "RA-5", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.28", coverage: partial}
package bulkhead.controls.del_02

import rego.v1

# Pipelines of the input, with what they use and run.
texts contains {"id": id, "text": text} if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "github-workflow"
	some job in entity.content.jobs
	some step in job.steps
	some field in ["uses", "run"]
	text := step[field]
}

texts contains {"id": id, "text": text} if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "gitlab-ci"
	some job in entity.content
	is_object(job)
	some section in ["before_script", "script", "after_script"]
	some text in lines(job[section])
}

texts contains {"id": id, "text": template} if {
	some id, entity in data.platform.kinds.Configuration
	entity.type == "gitlab-ci"
	some include in entity.content.include
	some field in ["template", "component", "project"]
	template := include[field]
}

lines(value) := value if is_array(value)

lines(value) := [value] if is_string(value)

pipelines := [id |
	some id, entity in data.platform.kinds.Configuration
	entity.type in {"github-workflow", "gitlab-ci"}
]

applicable if count(pipelines) > 0

done if {
	some entry in texts
	regex.match(`^(actions/dependency-review-action|google/osv-scanner|snyk/actions|pypa/gh-action-pip-audit)|[Dd]ependency-[Ss]canning`, entry.text)
}

done if {
	some entry in texts
	regex.match(`(osv-scanner|pip-audit|safety (check|scan)|npm audit|yarn audit|snyk test|trivy +(fs|filesystem|repo)|govulncheck|cargo audit|grype dir:)`, entry.text)
}

violation contains v if {
	data.platform.declared
	not done
	v := {
		"path": "",
		"message": "no pipeline reviews dependencies",
		"observed": sprintf("%d of the input have no such step", [count(pipelines)]),
		"expected": "a step that does, and fails the build",
		"proof": [{"message": sprintf("%s has no such step", [id]), "entity": id, "pointer": ""} |
			some i, id in sort(pipelines)
			i < 5
		],
	}
}

unknown contains "no pipeline of this input reviews dependencies; others may" if {
	not data.platform.declared
	not done
}
