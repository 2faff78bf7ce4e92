package bulkhead.controls.iam_04_test

import rego.v1

import data.bulkhead.controls.iam_04

role(rule) := {"kind": "Role", "meta": {"name": "r", "resourceKind": "ClusterRole"}, "rules": [object.union({"pointer": "/rules/0", "apiGroups": [""], "resourceNames": []}, rule)]}

keys(groups, resources, verbs) := out if {
	out := {trim_prefix(v.key, "/rules/0/") | some v in iam_04.violation} with input as role({"apiGroups": groups, "resources": resources, "verbs": verbs})
}

rbac := "rbac.authorization.k8s.io"

test_verbs_and_what_they_act_on if {
	every verb in ["bind", "escalate"] {
		every resource in ["roles", "clusterroles", "*"] {
			keys([rbac], [resource], [verb]) == {verb}
		}
		keys([rbac], ["rolebindings"], [verb]) == set()
	}
	every resource in ["users", "groups", "serviceaccounts", "uids", "*", "userextras/scopes"] {
		keys([""], [resource], ["impersonate"]) == {"impersonate"}
	}
	keys([""], ["pods"], ["impersonate"]) == set()
}

test_every_verb_is_these_too if {
	every resource in ["roles", "clusterroles"] {
		keys([rbac], [resource], ["*"]) == {sprintf("%s/*", [resource])}
		keys(["*"], [resource], ["*"]) == {sprintf("%s/*", [resource])}
		keys(["apps"], [resource], ["*"]) == set()
		keys([rbac], [resource, "*"], ["*"]) == set()
		keys([rbac], [resource], ["get"]) == set()
	}
	every resource in ["users", "groups", "serviceaccounts"] {
		keys([""], [resource], ["*"]) == {sprintf("%s/*", [resource])}
		keys(["*"], [resource], ["*"]) == {sprintf("%s/*", [resource])}
		keys(["apps"], [resource], ["*"]) == set()
		keys([""], [resource, "*"], ["*"]) == {"*"}
		keys([""], [resource], ["get"]) == set()
	}
	keys([rbac, ""], ["pods"], ["*"]) == set()
}

entering := {
	"pods/exec": ["create", "get", "*"],
	"pods/attach": ["create", "get", "*"],
	"pods/ephemeralcontainers": ["update", "patch", "*"],
	"serviceaccounts/token": ["create", "*"],
	"nodes/proxy": ["create", "get", "*"],
}

test_ways_into_pods_and_accounts if {
	every resource, verbs in entering {
		every verb in verbs {
			keys([""], [resource], [verb]) == {resource}
		}
		keys([""], [resource], ["delete"]) == set()
	}
}

told(names) := out if {
	out := {[v.severity, v.observed] | some v in iam_04.violation} with input as role({"resources": ["roles"], "verbs": ["bind"], "resourceNames": names})
}

test_named_objects_weigh_less if {
	told([]) == {["high", "bind"]}
	told(["x"]) == {["medium", "bind, limited to x"]}
	told(["x", "y"]) == {["medium", "bind, limited to x, y"]}
}

test_what_kubernetes_brings_is_not_looked_at if {
	iam_04.applicable with input.meta.name as "admin"
	not iam_04.applicable with input.meta.name as "system:node"
}
