# METADATA
# description: Steps of pipelines of GitHub Actions and GitLab CI.
package bulkhead.lib.pipeline

import rego.v1

applies if {
	input.kind == "Configuration"
	input.type in {"github-workflow", "gitlab-ci"}
}

escape(key) := replace(replace(key, "~", "~0"), "/", "~1")

list(value) := value if is_array(value)

list(value) := [value] if is_string(value)

# Everything that runs or is used, with where it stands.
steps contains {"job": name, "pointer": pointer, "uses": object.get(step, "uses", ""), "run": object.get(step, "run", ""), "with": object.get(step, "with", {}), "optional": tolerated(job, step)} if {
	input.type == "github-workflow"
	some name, job in input.content.jobs
	some i, step in job.steps
	pointer := sprintf("/jobs/%s/steps/%d", [escape(name), i])
}

# What starts a workflow of GitHub.
events contains event if some event in list(input.content.on)

events contains event if {
	is_object(input.content.on)
	some event, _ in input.content.on
}

# A reusable workflow: what it does is not in this file.
reused contains {"job": name, "uses": job.uses} if {
	input.type == "github-workflow"
	some name, job in input.content.jobs
	job.uses
}

# Workflows of the input that call this one.
callers contains caller if {
	input.type == "github-workflow"
	some caller in data.platform.kinds.Configuration
	caller.type == "github-workflow"
	some job in caller.content.jobs
	startswith(job.uses, "./.github/workflows/")
	endswith(sprintf("/%s", [input.meta.name]), trim_prefix(job.uses, "."))
}

sections := ["before_script", "script", "after_script"]

steps contains {"job": name, "pointer": sprintf("/%s/%s", [escape(name), section]), "uses": "", "run": concat("\n", [line | some line in list(job[section]); is_string(line)]), "with": {}, "optional": tolerated(job, {})} if {
	input.type == "gitlab-ci"
	some name, job in input.content
	is_object(job)
	some section in sections
	job[section]
}

# Steps and jobs whose failure is let pass.
forgiven(step) if endswith(trim_space(step.run), "|| true")

forgiven(step) if step.optional == true

optional(_, step) if object.get(step, "continue-on-error", false) == true

optional(job, _) if object.get(job, "continue-on-error", false) == true

optional(job, _) if object.get(job, "allow_failure", false) == true

tolerated(job, step) if {
	optional(job, step)
} else := false

# Templates that GitLab brings.
templates contains template if {
	some entry in input.content.include
	template := entry.template
}

templates contains template if template := input.content.include.template

builds contains step if {
	some step in steps
	regex.match(`(docker|podman|buildah|nerdctl|depot) +(buildx +)?(build|bake|bud)|kaniko|/executor |jib:build|jib:dockerBuild|ko (build|publish)|pack build`, step.run)
}

builds contains step if {
	some step in steps
	regex.match(`^(docker/(build-push-action|bake-action)|redhat-actions/buildah-build|depot/(build-push|bake)-action)@`, step.uses)
}

first(found) := min([step.pointer | some step in found])

name := input.meta.name

# All pipelines of the input, and what they use and run.
ids := sort([id |
	some id, entity in data.platform.kinds.Configuration
	entity.type in {"github-workflow", "gitlab-ci"}
])

used contains text if {
	some entity in data.platform.kinds.Configuration
	entity.type == "github-workflow"
	some job in entity.content.jobs
	some step in job.steps
	some field in ["uses", "run"]
	text := step[field]
}

used contains text if {
	some entity in data.platform.kinds.Configuration
	entity.type == "gitlab-ci"
	some job in entity.content
	is_object(job)
	some section in sections
	some text in list(job[section])
}

used contains text if {
	some entity in data.platform.kinds.Configuration
	entity.type == "gitlab-ci"
	some include in entity.content.include
	some field in ["template", "component", "project"]
	text := include[field]
}

# What to say where no pipeline of a platform does something.
lacking(what) := {
	"path": "",
	"message": sprintf("no pipeline %s", [what]),
	"observed": sprintf("%d of the input have no such step", [count(ids)]),
	"expected": "a step that does, and fails the build",
	"proof": [{"message": sprintf("%s has no such step", [id]), "entity": id, "pointer": ""} |
		some i, id in ids
		i < 5
	],
}
