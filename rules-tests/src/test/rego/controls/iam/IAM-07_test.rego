package bulkhead.controls.iam_07_test

import rego.v1

import data.bulkhead.controls.iam_07

test_five_names_are_listed_and_of_more_the_first_five if {
	iam_07.listed(["a", "b", "c", "d", "e"]) == "a, b, c, d, e"
	iam_07.listed(["a", "b", "c", "d", "e", "f"]) == "a, b, c, d, e and 1 more"
	iam_07.listed(["a", "b", "c", "d", "e", "f", "g"]) == "a, b, c, d, e and 2 more"
}

binding(more) := object.union({"kind": "RoleBinding", "roleKind": "ClusterRole", "roleName": "admin", "subjects": [{"kind": "User", "name": "ana", "pointer": "/s"}], "meta": {"id": "b", "name": "b", "namespace": "n", "resourceKind": "RoleBinding"}}, more)

ending(day) := binding({"meta": {"annotations": {"end": day}}})

parameters := {"expiry_annotations": ["end"]}

test_a_binding_holds_on_its_last_day if {
	count(iam_07.violation) == 0 with input as ending("2026-06-01") with data.parameters as parameters with data.platform.now as "2026-06-01T09:00:00Z"
	count(iam_07.violation) == 1 with input as ending("2026-05-31") with data.parameters as parameters with data.platform.now as "2026-06-01T09:00:00Z"
}

held(subject) := out if {
	out := {s.name | some s in iam_07.held({"subjects": [subject]})} with data.platform.breakGlassGroups as ["fire"]
}

test_only_people_and_their_groups_are_held_to_it if {
	held({"kind": "User", "name": "ana"}) == {"ana"}
	held({"kind": "Group", "name": "staff"}) == {"staff"}
	held({"kind": "ServiceAccount", "name": "job"}) == set()
	held({"kind": "Group", "name": "system:masters"}) == set()
	held({"kind": "Group", "name": "fire"}) == set()
}

test_administrators_are_those_of_the_two_roles_of_the_cluster if {
	iam_07.privileged(binding({}))
	iam_07.privileged(binding({"roleName": "cluster-admin"}))
	not iam_07.privileged(binding({"roleName": "edit"}))
	not iam_07.privileged(binding({"roleKind": "Role"}))
}

test_one_namespace_or_one_tenant_is_local if {
	iam_07.local([{"namespace": "n", "whose": ""}])
	iam_07.local([{"namespace": "n", "whose": ""}, {"namespace": "n", "whose": ""}])
	iam_07.local([{"namespace": "n", "whose": "a"}, {"namespace": "m", "whose": "a"}])
	not iam_07.local([{"namespace": "n", "whose": "a"}, {"namespace": "m", "whose": "b"}])
	not iam_07.local([{"namespace": "n", "whose": ""}, {"namespace": "m", "whose": ""}])
	not iam_07.local([{"namespace": "", "whose": ""}])
	not iam_07.local([{"namespace": "", "whose": "a"}])
}
