# METADATA
# title: "Local administrators are off in the consoles"
# description: >-
#   The admin account of a console knows no second factor, no leaving and no name.
# related_resources:
#   - https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/
#   - https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
# custom:
#   id: IAM-10
#   severity: high
#   evidence: partly
#   sources: [retail-hardening]
#   kinds: [Resource, Workload, Platform]
#   remediation: >-
#     Turn the local login off: disableAdmin in Argo CD, GF_AUTH_DISABLE_LOGIN_FORM or a [auth]
#     disable_login_form in Grafana.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IA-2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.2", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iam_10

import rego.v1

import data.bulkhead.lib.image

argocd if {
	input.kind == "Resource"
	input.meta.resourceKind == "ArgoCD"
}

grafana_object if {
	input.kind == "Resource"
	input.meta.resourceKind == "Grafana"
	input.object.spec.config
}

is_grafana(container) if {
	image.program(container) in {"grafana", "grafana-oss", "grafana-enterprise"}
}

grafana := [c |
	input.kind == "Workload"
	not input.owned
	some c in input.pod.containers
	is_grafana(c)
]

applicable if argocd

applicable if grafana_object

applicable if count(grafana) > 0

applicable if input.kind == "Platform"

violation contains v if {
	argocd
	object.get(input.object.spec, "disableAdmin", false) != true
	v := {
		"path": "/spec",
		"key": "argocd",
		"message": sprintf("ArgoCD %s keeps its local administrator", [input.meta.name]),
		"observed": "disableAdmin is not true",
		"expected": "disableAdmin: true",
	}
}

violation contains v if {
	grafana_object
	lower(sprintf("%v", [object.get(input.object.spec.config, ["auth", "disable_login_form"], "false")])) != "true"
	v := {
		"path": "/spec/config",
		"key": "grafana",
		"message": sprintf("Grafana %s keeps its local login", [input.meta.name]),
		"observed": "auth.disable_login_form is not true",
		"expected": "auth.disable_login_form: true",
	}
}

off(container) if {
	some env in container.env
	env.name == "GF_AUTH_DISABLE_LOGIN_FORM"
	lower(env.value) in {"true", "1"}
}

on(container) if {
	some env in container.env
	env.name == "GF_AUTH_DISABLE_LOGIN_FORM"
	lower(env.value) in {"false", "0"}
}

violation contains v if {
	some container in grafana
	on(container)
	v := {
		"path": container.pointer,
		"key": container.name,
		"message": sprintf("container %s keeps the local login of Grafana", [container.name]),
		"observed": "GF_AUTH_DISABLE_LOGIN_FORM: false",
		"expected": "GF_AUTH_DISABLE_LOGIN_FORM: true",
	}
}

unknown contains sprintf("container %s does not say whether Grafana's local login is off: needs grafana.ini", [container.name]) if {
	some container in grafana
	not off(container)
	not on(container)
}

unknown contains "no console that can be judged is in this input: needs the settings of Argo CD, Grafana, the registry and the backup console" if {
	input.kind == "Platform"
	count(consoles) == 0
}

consoles contains id if {
	some id, entity in data.platform.kinds.Resource
	entity.meta.resourceKind in {"ArgoCD", "Grafana"}
}

consoles contains id if {
	some id, workload in data.platform.kinds.Workload
	some container in workload.pod.containers
	is_grafana(container)
}
