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
#   kinds: [Resource, Workload, Configuration, Platform]
#   remediation: >-
#     Turn the local login off: admin.enabled "false" in argocd-cm, disableAdmin of the operator's
#     ArgoCD, GF_AUTH_DISABLE_LOGIN_FORM or [auth] disable_login_form in Grafana. Give nobody a role
#     before his groups are known.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IA-2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.2", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iam_10

import rego.v1

import data.bulkhead.lib.image
import data.bulkhead.lib.ownership

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

# The platform stands for consoles that are not there.
applicable if {
	input.kind == "Platform"
	count(consoles) == 0
}

violation contains v if {
	argocd
	object.get(input.object.spec, "disableAdmin", false) != true
	v := {
		"path": "/spec",
		"key": "argocd",
		"message": sprintf("ArgoCD %s keeps its local administrator", [input.meta.name]),
		"observed": "disableAdmin is not true",
		"expected": "disableAdmin: true",
		"fix": "Set spec.disableAdmin: true, once groups of the identity provider have their roles.",
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
		"fix": "Set auth.disable_login_form to \"true\" in its config, once people sign in through the identity provider.",
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
		"fix": "Set GF_AUTH_DISABLE_LOGIN_FORM to \"true\", once people sign in through the identity provider.",
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

of_type(type) if {
	input.kind == "Configuration"
	input.type == type
}

console_types := {"argocd-cm", "argocd-rbac-cm", "grafana"}

applicable if {
	input.kind == "Configuration"
	input.type in console_types
}

violation contains v if {
	of_type("argocd-cm")
	lower(object.get(input.content, "admin.enabled", "true")) != "false"
	not unsaid
	v := {
		"path": "/data/admin.enabled",
		"key": "argocd",
		"message": "Argo CD keeps its local administrator",
		"observed": said("admin.enabled"),
		"expected": "admin.enabled: \"false\"",
		"fix": "Set admin.enabled to \"false\" in argocd-cm, once groups of the identity provider have their roles.",
	}
}

# A part of the ConfigMap, such as a patch, may leave the rest to another.
unsaid if {
	not input.content["admin.enabled"]
	not ownership.complete
}

said(key) := sprintf("%s: %s", [key, input.content[key]]) if {
	input.content[key]
} else := sprintf("%s is not set (true)", [key])

unknown contains "admin.enabled is not set in this argocd-cm (on by default); a patch elsewhere may set it" if {
	of_type("argocd-cm")
	unsaid
}

violation contains v if {
	of_type("argocd-cm")
	lower(object.get(input.content, "users.anonymous.enabled", "false")) == "true"
	v := {
		"path": "/data/users.anonymous.enabled",
		"key": "anonymous",
		"message": "Argo CD lets people in without a name",
		"observed": "users.anonymous.enabled: true",
		"expected": "no anonymous users",
		"fix": "Remove users.anonymous.enabled from argocd-cm.",
	}
}

violation contains v if {
	of_type("argocd-rbac-cm")
	input.content["policy.default"] == "role:admin"
	v := {
		"path": "/data/policy.default",
		"key": "default",
		"message": "Argo CD makes everybody who signs in an administrator",
		"observed": "policy.default: role:admin",
		"expected": "an empty policy.default, or role:readonly",
		"fix": "Empty policy.default in argocd-rbac-cm (or set role:readonly), and give role:admin to one group of the identity provider.",
		"severity": "critical",
	}
}

violation contains v if {
	of_type("grafana")
	lower(sprintf("%v", [object.get(input.content, ["auth", "disable_login_form"], false)])) != "true"
	v := {
		"path": "/auth",
		"key": "grafana",
		"message": sprintf("%s keeps the local login of Grafana", [input.meta.name]),
		"observed": "auth.disable_login_form is not true",
		"expected": "disable_login_form = true in [auth]",
		"fix": "Set disable_login_form = true in [auth], once people sign in through the identity provider.",
	}
}

violation contains v if {
	of_type("grafana")
	lower(sprintf("%v", [object.get(input.content, ["auth.anonymous", "enabled"], false)])) == "true"
	v := {
		"path": "/auth.anonymous/enabled",
		"key": "anonymous",
		"message": sprintf("%s lets people in without a name", [input.meta.name]),
		"observed": sprintf("[auth.anonymous] enabled, role %s", [object.get(input.content, ["auth.anonymous", "org_role"], "Viewer")]),
		"expected": "no anonymous users",
		"fix": "Set enabled = false in [auth.anonymous].",
	}
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

consoles contains id if {
	some id, entity in data.platform.kinds.Configuration
	entity.type in console_types
}
