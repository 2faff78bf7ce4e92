# METADATA
# title: "Configuration and policy are validated before promotion"
# description: >-
#   What the cluster refuses, or worse accepts, should be known on the pull request.
# custom:
#   id: DEL-03
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Run a schema validator and a policy gate (bulkhead scan, kubeconform, conftest, kyverno
#     apply) in the pipeline.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
package bulkhead.controls.del_03

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
	regex.match(`^(stackrox/kube-linter-action|bridgecrewio/checkov-action|azure/k8s-lint|instrumenta/conftest-action|kyverno/action-install-cli|yannh/kubeconform|docker://ghcr.io/yannh/kubeconform)`, entry.text)
}

done if {
	some entry in texts
	regex.match(`(bulkhead (scan|evaluate)|kubeconform|kubeval|conftest (test|verify)|kyverno (apply|test)|gator (test|verify)|kube-linter lint|checkov |trivy +(config|conf)|kubescape scan|polaris audit|datree test|opa (eval|test|exec)|terraform validate|helm lint|kubectl .*--dry-run=server)`, entry.text)
}

violation contains v if {
	data.platform.declared
	not done
	v := {
		"path": "",
		"message": "no pipeline validates configuration and policy",
		"observed": sprintf("%d of the input have no such step", [count(pipelines)]),
		"expected": "a step that does, and fails the build",
		"proof": [{"message": sprintf("%s has no such step", [id]), "entity": id, "pointer": ""} |
			some i, id in sort(pipelines)
			i < 5
		],
	}
}

unknown contains "no pipeline of this input validates configuration and policy; others may" if {
	not data.platform.declared
	not done
}
