package bulkhead.controls.iam_10_test

import rego.v1

import data.bulkhead.controls.iam_10

resource(kind, spec) := {"kind": "Resource", "meta": {"name": "x", "resourceKind": kind}, "object": {"spec": spec}}

file(type, content) := {"kind": "Configuration", "type": type, "meta": {"name": "x"}, "content": content}

keys(of) := out if {
	out := {v.key | some v in iam_10.violation} with input as of with data.platform.scope as "complete"
}

test_argo_cd_keeps_its_administrator_unless_it_is_switched_off if {
	keys(resource("ArgoCD", {})) == {"argocd"}
	keys(resource("ArgoCD", {"disableAdmin": false})) == {"argocd"}
	keys(resource("ArgoCD", {"disableAdmin": true})) == set()
	keys(file("argocd-cm", {})) == {"argocd"}
	keys(file("argocd-cm", {"admin.enabled": "True"})) == {"argocd"}
	keys(file("argocd-cm", {"admin.enabled": "False"})) == set()
	keys(file("argocd-cm", {"admin.enabled": "false", "users.anonymous.enabled": "true"})) == {"anonymous"}
	keys(file("argocd-cm", {"admin.enabled": "false", "users.anonymous.enabled": "false"})) == set()
}

test_what_is_observed_of_argo_cd if {
	{v.observed | some v in iam_10.violation} == {"admin.enabled is not set (true)"} with input as file("argocd-cm", {}) with data.platform.scope as "complete"
	{v.observed | some v in iam_10.violation} == {"admin.enabled: true"} with input as file("argocd-cm", {"admin.enabled": "true"}) with data.platform.scope as "complete"
}

test_grafana_keeps_its_login_unless_it_is_switched_off if {
	every of in [resource("Grafana", {"config": {"auth": {}}}), resource("Grafana", {"config": {}}), file("grafana", {}), file("grafana", {"auth": {"disable_login_form": "false"}})] {
		keys(of) == {"grafana"}
	}
	every of in [resource("Grafana", {"config": {"auth": {"disable_login_form": "True"}}}), resource("Grafana", {}), file("grafana", {"auth": {"disable_login_form": true}})] {
		keys(of) == set()
	}
	keys(file("grafana", {"auth": {"disable_login_form": true}, "auth.anonymous": {"enabled": true}})) == {"anonymous"}
	keys(file("grafana", {"auth": {"disable_login_form": true}, "auth.anonymous": {"enabled": "false"}})) == set()
}

test_settings_mean_nothing_in_another_file if {
	keys(file("argocd-rbac-cm", {"users.anonymous.enabled": "true", "auth.anonymous": {"enabled": true}})) == set()
	keys(file("argocd-rbac-cm", {"policy.default": "role:admin"})) == {"default"}
	keys(file("argocd-rbac-cm", {"policy.default": "role:readonly"})) == set()
	keys(file("argocd-cm", {"admin.enabled": "false", "policy.default": "role:admin", "auth.anonymous": {"enabled": true}})) == set()
	keys(file("grafana", {"auth": {"disable_login_form": true}, "users.anonymous.enabled": "true", "policy.default": "role:admin"})) == set()
}

container(program, value) := {"name": "c", "pointer": "/c", "image": {"repository": sprintf("grafana/%s", [program])}, "env": [{"name": "GF_AUTH_DISABLE_LOGIN_FORM", "value": value}]}

workload(program, value) := {"kind": "Workload", "meta": {"name": "w"}, "pod": {"containers": [container(program, value)]}}

of_workload(program, value) := out if {
	out := [count(iam_10.violation), count(iam_10.unknown)] with input as workload(program, value)
}

test_grafanas_own_images_say_it_in_a_variable if {
	every program in ["grafana", "grafana-oss", "grafana-enterprise"] {
		of_workload(program, "false") == [1, 0]
	}
	of_workload("grafana", "0") == [1, 0]
	of_workload("grafana", "True") == [0, 0]
	of_workload("grafana", "1") == [0, 0]
	of_workload("grafana", "$(WHAT)") == [0, 1]
	of_workload("loki", "false") == [0, 0]
}

test_pods_of_others_are_judged_where_they_are_declared if {
	count(iam_10.violation) == 0 with input as object.union(workload("grafana", "false"), {"owned": true})
}

of_platform(kinds) := out if {
	out := count(iam_10.unknown) with input as {"kind": "Platform"} with data.platform.kinds as kinds
}

test_a_platform_without_a_console_is_asked_for_one if {
	of_platform({}) == 1
	of_platform({"Resource": {"r": resource("ArgoCD", {})}}) == 0
	of_platform({"Resource": {"r": resource("Grafana", {})}}) == 0
	of_platform({"Resource": {"r": resource("Other", {})}}) == 1
	of_platform({"Workload": {"w": workload("grafana", "true")}}) == 0
	of_platform({"Workload": {"w": workload("loki", "true")}}) == 1
	every type in ["argocd-cm", "argocd-rbac-cm", "grafana"] {
		of_platform({"Configuration": {"c": file(type, {})}}) == 0
	}
	of_platform({"Configuration": {"c": file("loki", {})}}) == 1
}

test_what_controls_look_at if {
	every type in ["argocd-cm", "argocd-rbac-cm", "grafana"] {
		iam_10.applicable with input as file(type, {})
	}
	not iam_10.applicable with input as file("loki", {})
	not iam_10.applicable with input as resource("Other", {})
	not iam_10.applicable with input as resource("Grafana", {})
	iam_10.applicable with input as {"kind": "Platform"}
}

test_a_part_of_a_configuration_may_leave_it_to_another if {
	count(iam_10.unknown) == 1 with input as file("argocd-cm", {}) with data.platform.scope as "partial"
	count(iam_10.unknown) == 0 with input as file("argocd-cm", {"admin.enabled": "false"}) with data.platform.scope as "partial"
	count(iam_10.unknown) == 0 with input as file("argocd-rbac-cm", {}) with data.platform.scope as "partial"
}
