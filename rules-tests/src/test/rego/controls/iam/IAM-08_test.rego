package bulkhead.controls.iam_08_test

import rego.v1

import data.bulkhead.controls.iam_08

binding(more) := object.union({"roleKind": "ClusterRole", "roleName": "admin", "subjects": [{"kind": "User", "name": "ana"}], "meta": {"name": "b", "resourceKind": "RoleBinding"}}, more)

test_duties_by_the_name_of_the_role if {
	every name in ["support", "l1-helpdesk", "servicedesk.read"] {
		iam_08.duty(binding({"roleName": name})) == "support"
	}
	every name in ["cluster-admin", "platform", "infra-ops", "SRE"] {
		iam_08.duty(binding({"roleName": name})) == "platform"
	}
	every name in ["admin", "edit", "app", "odoo-developer", "release:shop"] {
		iam_08.duty(binding({"roleName": name})) == "application"
	}
	every name in ["view", "apps", "supporter"] {
		not iam_08.duty(binding({"roleName": name}))
	}
}

of(bindings) := object.union({"breakGlassGroups": ["fire"]}, {"kinds": {"RoleBinding": bindings}, "entities": bindings})

three(subject) := {
	"b1": binding({"roleName": "admin", "subjects": [subject]}),
	"b2": binding({"roleName": "platform", "subjects": [subject]}),
	"b3": binding({"roleName": "support", "subjects": [subject]}),
}

found(bindings) := out if {
	out := {v.key | some v in iam_08.violation} with data.platform as of(bindings)
}

test_three_duties_are_too_many if {
	found(three({"kind": "User", "name": "ana"})) == {"User ana"}
	found(three({"kind": "Group", "name": "staff"})) == {"Group staff"}
	found(object.remove(three({"kind": "User", "name": "ana"}), ["b1"])) == set()
}

test_accounts_and_people_for_emergencies_may_have_all if {
	found(three({"kind": "ServiceAccount", "name": "job"})) == set()
	found(three({"kind": "Group", "name": "fire"})) == set()
	found(three({"kind": "Group", "name": "system:masters"})) == set()
}

asked(subject) := out if {
	out := count(iam_08.unknown) with data.platform as of({"b": binding({"subjects": [subject]})})
}

test_without_people_their_bindings_are_asked_for if {
	asked({"kind": "ServiceAccount", "name": "job"}) == 1
	asked({"kind": "Group", "name": "system:masters"}) == 1
	asked({"kind": "Group", "name": "staff"}) == 0
	asked({"kind": "User", "name": "ana"}) == 0
}
