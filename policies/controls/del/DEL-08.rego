# METADATA
# title: "CI actions are pinned by digest and tokens have least privilege"
# description: >-
#   A tag moves to whatever its owner, or a thief of the owner's account, wants to run with your
#   token.
# related_resources:
#   - https://docs.github.com/en/actions/reference/security/secure-use
# custom:
#   id: DEL-08
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Configuration]
#   remediation: >-
#     Name actions by their full commit SHA, and set permissions to what the job needs.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SR-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.21", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.28", coverage: partial}
package bulkhead.controls.del_08

import rego.v1

import data.bulkhead.lib.pipeline

applicable if pipeline.applies

pinned(uses) if regex.match(`@[0-9a-f]{40}$`, uses)

pinned(uses) if regex.match(`^docker://.*@sha256:[0-9a-f]{64}$`, uses)

pinned(uses) if startswith(uses, "./")

# SLSA's generator refuses to run by anything but a tag (its README, Referencing SLSA builders and generators).
pinned(uses) if regex.match(`^slsa-framework/slsa-github-generator/.*@v[0-9]+\.[0-9]+\.[0-9]+$`, uses)

violation contains v if {
	some step in pipeline.steps
	step.uses != ""
	not pinned(step.uses)
	v := {
		"path": sprintf("%s/uses", [step.pointer]),
		"key": sprintf("%s %s", [step.job, step.uses]),
		"message": sprintf("job %s of %s runs an action that its owner can change", [step.job, pipeline.name]),
		"observed": sprintf("uses: %s", [step.uses]),
		"expected": "the full commit SHA",
		"fix": "Name the action by its full commit SHA, with the version in a comment.",
		"severity": severity(step.uses),
	}
}

# A workflow of another repository runs with this one's token, too.
violation contains v if {
	some used in pipeline.reused
	not pinned(used.uses)
	v := {
		"path": sprintf("/jobs/%s/uses", [pipeline.escape(used.job)]),
		"key": sprintf("%s %s", [used.job, used.uses]),
		"message": sprintf("job %s of %s runs a workflow that its owner can change", [used.job, pipeline.name]),
		"observed": sprintf("uses: %s", [used.uses]),
		"expected": "the full commit SHA",
		"severity": severity(used.uses),
	}
}

# GitHub's own actions are as trusted as the runner.
severity(uses) := "low" if regex.match(`^(actions|github)/`, uses)

severity(uses) := "medium" if not regex.match(`^(actions|github)/`, uses)

limited if input.content.permissions

limited if {
	every job in input.content.jobs {
		job.permissions
	}
}

violation contains v if {
	input.type == "github-workflow"
	not limited
	v := {
		"path": "",
		"key": "permissions",
		"message": sprintf("%s leaves its token whatever rights the organisation gives", [pipeline.name]),
		"observed": "no permissions",
		"expected": "permissions: {contents: read}, more where a job needs it",
		"fix": "Add permissions: {contents: read} at the top, and what more a job needs to that job.",
		"severity": "low",
	}
}

violation contains v if {
	input.content.permissions == "write-all"
	v := {
		"path": "/permissions",
		"key": "permissions",
		"message": sprintf("%s gives its token every right", [pipeline.name]),
		"observed": "permissions: write-all",
		"expected": "permissions: {contents: read}, more where a job needs it",
		"fix": "Replace write-all by {contents: read}, and give a job what more it needs.",
	}
}

violation contains v if {
	input.type == "github-workflow"
	some name, job in input.content.jobs
	job.permissions == "write-all"
	v := {
		"path": sprintf("/jobs/%s/permissions", [pipeline.escape(name)]),
		"key": sprintf("%s permissions", [name]),
		"message": sprintf("job %s of %s gives its token every right", [name, pipeline.name]),
		"observed": "permissions: write-all",
		"expected": "the rights that the job needs",
	}
}

violation contains v if {
	input.type == "github-workflow"
	"pull_request_target" in pipeline.events
	some step in pipeline.steps
	startswith(step.uses, "actions/checkout@")
	contains(sprintf("%v", [step["with"].ref]), "github.event.pull_request.head")
	v := {
		"path": step.pointer,
		"key": "pull_request_target",
		"message": sprintf("%s runs a stranger's code with its own secrets", [pipeline.name]),
		"observed": "pull_request_target with a checkout of the pull request's head",
		"expected": "pull_request, or no checkout of the head",
		"fix": "Use pull_request, or do not check out the head of the pull request.",
		"severity": "critical",
	}
}

image(service) := service if is_string(service)

image(service) := service.name if is_object(service)

violation contains v if {
	input.type == "gitlab-ci"
	some name, job in input.content
	is_object(job)
	some i, service in job.services
	contains(image(service), "dind")
	v := {
		"path": sprintf("/%s/services/%d", [pipeline.escape(name), i]),
		"key": name,
		"message": sprintf("job %s of %s needs a privileged runner", [name, pipeline.name]),
		"observed": "docker:dind",
		"expected": "an unprivileged builder, such as Buildah or BuildKit rootless",
		"fix": "Build with an unprivileged builder, such as Buildah or BuildKit rootless.",
		"severity": "medium",
	}
}
