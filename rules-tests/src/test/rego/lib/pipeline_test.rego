package bulkhead.lib.pipeline_test

import rego.v1

import data.bulkhead.lib.pipeline

test_keys_in_pointers_are_escaped if pipeline.escape("a/b~c/d") == "a~1b~0c~1d"

workflow(content) := {"kind": "Configuration", "type": "github-workflow", "meta": {"name": ".github/workflows/a.yaml"}, "content": content}

gitlab(content) := {"kind": "Configuration", "type": "gitlab-ci", "meta": {"name": ".gitlab-ci.yml"}, "content": content}

test_pipelines_are_those_of_github_and_gitlab if {
	pipeline.applies with input as workflow({})
	pipeline.applies with input as gitlab({})
	not pipeline.applies with input as object.union(workflow({}), {"type": "loki"})
	not pipeline.applies with input as object.union(workflow({}), {"kind": "Workload"})
}

test_what_starts_a_workflow_in_each_form if {
	pipeline.events == {"push"} with input as workflow({"on": "push"})
	pipeline.events == {"push", "schedule"} with input as workflow({"on": ["push", "schedule"]})
	pipeline.events == {"push"} with input as workflow({"on": {"push": {"branches": ["main"]}}})
}

test_steps_of_github if {
	content := {"jobs": {"a/b": {"steps": [{"run": "make"}, {"uses": "actions/checkout@v4", "with": {"ref": "x"}}]}}}
	pipeline.steps == {
		{"job": "a/b", "pointer": "/jobs/a~1b/steps/0", "uses": "", "run": "make", "with": {}, "optional": false},
		{"job": "a/b", "pointer": "/jobs/a~1b/steps/1", "uses": "actions/checkout@v4", "run": "", "with": {"ref": "x"}, "optional": false},
	} with input as workflow(content)
}

test_steps_of_gitlab_are_the_sections_of_its_jobs if {
	content := {"stages": ["build"], "job": {"before_script": "one", "script": ["two", 3, "four"], "after_script": ["five"], "image": "x"}}
	pipeline.steps == {
		{"job": "job", "pointer": "/job/before_script", "uses": "", "run": "one", "with": {}, "optional": false},
		{"job": "job", "pointer": "/job/script", "uses": "", "run": "two\nfour", "with": {}, "optional": false},
		{"job": "job", "pointer": "/job/after_script", "uses": "", "run": "five", "with": {}, "optional": false},
	} with input as gitlab(content)
}

test_workflows_that_a_workflow_uses if {
	content := {"jobs": {"a": {"uses": "./.github/workflows/b.yaml"}, "c": {"steps": []}}}
	pipeline.reused == {{"job": "a", "uses": "./.github/workflows/b.yaml"}} with input as workflow(content)
	pipeline.reused == set() with input as gitlab(content)
}

calling(uses) := workflow({"jobs": {"j": {"uses": uses}}})

test_workflows_that_call_this_one if {
	this := calling("./.github/workflows/a.yaml")
	others := {
		"1": this,
		"2": calling("./.github/workflows/b.yaml"),
		"3": calling("acme/shared/.github/workflows/a.yaml@v1"),
		"4": object.union(this, {"type": "gitlab-ci"}),
	}
	pipeline.callers == {this} with input as workflow({}) with data.platform.kinds.Configuration as others
}

test_templates_in_each_form if {
	pipeline.templates == {"A.yml"} with input as gitlab({"include": [{"template": "A.yml"}, {"local": "b.yml"}]})
	pipeline.templates == {"A.yml"} with input as gitlab({"include": {"template": "A.yml"}})
}

building(run, uses) if {
	content := {"jobs": {"a": {"steps": [{"run": run, "uses": uses}]}}}
	count(pipeline.builds) == 1 with input as workflow(content)
}

test_what_builds_images if {
	every run in ["docker build .", "docker buildx build .", "podman build .", "buildah bake", "/kaniko/executor", "mvn jib:build", "ko publish ./cmd", "pack build app"] {
		building(run, "")
	}
	every uses in ["docker/build-push-action@v6", "docker/bake-action@v5", "redhat-actions/buildah-build@v2", "depot/build-push-action@v1"] {
		building("", uses)
	}
	not building("docker pull x", "docker/login-action@v3")
}

test_the_first_of_some_steps if pipeline.first({{"pointer": "/b"}, {"pointer": "/a"}}) == "/a"

test_all_that_pipelines_use if {
	configurations := {
		"1": workflow({"jobs": {"a": {"steps": [{"uses": "u@1"}, {"run": "r"}, {"name": "n"}]}}}),
		"2": gitlab({"include": [{"template": "t"}, {"component": "c"}, {"project": "p"}, {"local": "l"}], "j": {"before_script": ["b"], "script": "s", "after_script": ["a"], "image": "i"}}),
		"3": {"type": "loki", "content": {"jobs": {"a": {"steps": [{"uses": "no"}]}}, "j": {"script": "no"}, "include": [{"template": "no"}]}},
	}
	pipeline.used == {"u@1", "r", "t", "c", "p", "b", "s", "a"} with data.platform.kinds.Configuration as configurations
	pipeline.ids == ["1", "2"] with data.platform.kinds.Configuration as configurations
}

test_what_to_say_where_no_pipeline_does_something if {
	configurations := {id: gitlab({}) | some n in numbers.range(1, 7); id := sprintf("p%d", [n])}
	lacking := pipeline.lacking("scans") with data.platform.kinds.Configuration as configurations
	lacking.path == ""
	lacking.message == "no pipeline scans"
	lacking.observed == "7 of the input have no such step"
	lacking.expected == "a step that does, and fails the build"
	lacking.proof == [{"message": sprintf("p%d has no such step", [n]), "entity": sprintf("p%d", [n]), "pointer": ""} | some n in numbers.range(1, 5)]
}
