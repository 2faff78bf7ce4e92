package bulkhead.controls.iam_12_test

import rego.v1

import data.bulkhead.controls.iam_12

role(resource, verb) := {"meta": {"name": "support", "resourceKind": "ClusterRole"}, "rules": [{"pointer": "/rules/0", "resources": [resource], "verbs": [verb]}]}

found(resource, verb) := out if {
	out := count(iam_12.violation) with input as role(resource, verb)
}

granting := {
	"secrets": ["get", "list", "watch", "*"],
	"pods/exec": ["get", "create", "*"],
	"pods/attach": ["get", "create", "*"],
	"pods/portforward": ["get", "create", "*"],
	"*": ["get", "list", "watch", "*"],
}

test_verbs_that_read_what_tenants_have if {
	every resource, verbs in granting {
		every verb in verbs {
			found(resource, verb) == 1
		}
		found(resource, "delete") == 0
	}
	found("pods", "get") == 0
	found("secrets", "create") == 0
}

test_roles_of_support if {
	every name in ["support", "l1-Helpdesk", "servicedesk:read"] {
		iam_12.applicable with input.meta.name as name
	}
	every name in ["supporter", "view", "unsupported"] {
		not iam_12.applicable with input.meta.name as name
	}
}
