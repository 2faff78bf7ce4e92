# METADATA
# title: "Production needs an approval"
# description: >-
#   One push must not be enough to change what customers work with.
# related_resources:
#   - https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
# custom:
#   id: DEL-05
#   severity: high
#   evidence: partly
#   sources: [retail-hardening, erp-integration, logistics-isolation]
#   kinds: [Configuration]
#   remediation: >-
#     Deploy through an environment with required reviewers (GitHub) or a manual job for a
#     protected environment (GitLab), from a protected branch.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-5", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.5.1", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC8.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.32", coverage: partial}
package bulkhead.controls.del_05

import rego.v1

import data.bulkhead.lib.pipeline

deploys := `(kubectl( +-[^ ]+( +[^ ]+)?)* +(apply|replace|rollout|set image)|helm(file)? +(upgrade|install|apply|sync)|argocd +app +sync|(terraform|tofu)( +-[^ ]+)* +apply|kustomize +build.*\| *kubectl|flux +reconcile)`

deploying contains step if {
	some step in pipeline.steps
	not step.job in trial
	regex.match(deploys, step.run)
	not regex.match(`--dry-run`, step.run)
}

deploying contains step if {
	some step in pipeline.steps
	not step.job in trial
	regex.match(`^(azure/k8s-deploy|azure/webapps-deploy|google-github-actions/deploy|helmfile/helmfile-action)`, step.uses)
}

# Jobs that deploy into a cluster of their own, made to test in.
trial contains step.job if {
	some step in pipeline.steps
	regex.match(`\b(kind|k3d|k3s) +(cluster +)?create|minikube +start|container +clusters +create|eksctl +create +cluster|az +aks +create`, step.run)
}

trial contains step.job if {
	some step in pipeline.steps
	regex.match(`^(helm/kind-action|engineerd/setup-kind|container-tools/kind-action|AbsaOSS/k3d-action|medyagh/setup-minikube|manusa/actions-setup-minikube)@`, step.uses)
}

trial contains step.job if {
	some step in pipeline.steps
	regex.match(`(^|[-_.:])(e2e|test|tests|smoke|integration|kind)([-_.:]|$)`, lower(step.job))
}

applicable if {
	pipeline.applies
	count(deploying) > 0
}

# Pull requests and pushes come from people; a dispatch by hand is an act of its own.
automatic if {
	some event in ["push", "pull_request", "pull_request_target", "schedule", "workflow_run", "merge_group", "repository_dispatch"]
	event in pipeline.events
}

environment(job) := object.get(job, "environment", "")

violation contains v if {
	input.type == "github-workflow"
	automatic
	some step in deploying
	environment(input.content.jobs[step.job]) == ""
	v := {
		"path": step.pointer,
		"key": step.job,
		"message": sprintf("job %s of %s deploys without an environment that could ask for approval", [step.job, pipeline.name]),
		"observed": "no environment",
		"expected": "environment: production, with required reviewers",
		"fix": "Deploy through an environment with required reviewers, from a protected branch.",
	}
}

unknown contains sprintf("who has to approve environment %v is kept by GitHub, not in this file", [environment(input.content.jobs[step.job])]) if {
	input.type == "github-workflow"
	automatic
	some step in deploying
	environment(input.content.jobs[step.job]) != ""
}

production(job) if regex.match(`(?i)(^|[-_/.])(prod|production|live)([-_/.]|$)`, named(job))

named(job) := job.environment if is_string(job.environment)

named(job) := job.environment.name if is_object(job.environment)

unknown contains sprintf("job %s of %s deploys and names no environment: which one it is, and who has to approve, is not in this file", [step.job, pipeline.name]) if {
	input.type == "gitlab-ci"
	some step in deploying
	job := input.content[step.job]
	not named(job)
	not manual(job)
}

manual(job) if job.when == "manual"

manual(job) if {
	some rule in job.rules
	rule.when == "manual"
}

violation contains v if {
	input.type == "gitlab-ci"
	some step in deploying
	job := input.content[step.job]
	production(job)
	not manual(job)
	v := {
		"path": sprintf("/%s", [pipeline.escape(step.job)]),
		"key": step.job,
		"message": sprintf("job %s of %s deploys to production by itself", [step.job, pipeline.name]),
		"observed": "no when: manual",
		"expected": "when: manual, for a protected environment",
		"fix": "Set when: manual, for a protected environment.",
	}
}
