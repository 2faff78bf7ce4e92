package bulkhead.controls.iam_03_test

import rego.v1

import data.bulkhead.controls.iam_03

# Two tenants with a namespace each.
platform(more) := object.union({"declared": true, "kinds": {}, "namespaces": {}, "tenants": {"a": {"owns": {"namespaces": ["a"]}}, "b": {"owns": {"namespaces": ["b"]}}}, "secretReaders": [], "breakGlassGroups": []}, more)

reader(more) := object.union({"subject": "User:ana", "namespace": "a", "names": [], "via": "Role r", "proof": [{"pointer": "/s"}]}, more)

binding := {"kind": "RoleBinding", "roleKind": "ClusterRole", "roleName": "view", "meta": {"id": "rb", "name": "rb", "namespace": "a"}}

found(one, more) := out if {
	out := iam_03.violation with input as binding with data.platform as platform(object.union({"facts": {"secretReaders": {"rb": [one]}}}, more))
}

told(one, more) := out if {
	out := {{"severity": v.severity, "from": v.from, "to": v.to} | some v in found(one, more)}
}

listed := {"secretReaders": ["Group:staff", "ServiceAccount:vault/*"]}

test_a_list_allows_names_and_beginnings if {
	count(found(reader({"subject": "Group:staff"}), listed)) == 0
	count(found(reader({"subject": "ServiceAccount:vault/agent"}), listed)) == 0
	count(found(reader({"subject": "Group:staff2"}), listed)) == 1
	count(found(reader({"subject": "ServiceAccount:vaults/agent"}), listed)) == 1
	count(found(reader({"subject": "Group:fire"}), object.union(listed, {"breakGlassGroups": ["fire"]}))) == 0
	count(found(reader({"subject": "User:fire"}), object.union(listed, {"breakGlassGroups": ["fire"]}))) == 1
}

test_a_list_of_one_is_a_list if {
	count(found(reader({}), {"secretReaders": ["x"]})) == 1
}

test_without_a_list_only_what_none_could_hold_is_told if {
	count(found(reader({}), {})) == 0
	told(reader({"tenant": "b"}), {}) == {{"severity": "critical", "from": "b", "to": "a"}}
	told(reader({"tenant": "b", "namespace": "*"}), {}) == {{"severity": "critical", "from": "b", "to": "*"}}
	every subject in ["Group:system:authenticated", "Group:system:unauthenticated", "Group:system:serviceaccounts", "User:system:anonymous"] {
		told(reader({"subject": subject}), {}) == {{"severity": "critical", "from": "*", "to": "a"}}
	}
}

test_the_masters_of_the_cluster_read_everything if {
	count(found(reader({"subject": "Group:system:masters"}), listed)) == 0
	count(found(reader({"subject": "Group:masters"}), listed)) == 1
}

test_people_are_no_tenant_and_worse_without_named_secrets if {
	told(reader({}), listed) == {{"severity": "high", "from": [], "to": "a"}}
	told(reader({"names": ["s"]}), listed) == {{"severity": "medium", "from": [], "to": "a"}}
	told(reader({"namespace": "*"}), listed) == {{"severity": "high", "from": [], "to": "*"}}
}

test_a_tenants_own_account_reads_the_secrets_that_it_is_limited_to if {
	count(found(reader({"tenant": "a", "names": ["s"]}), listed)) == 0
	told(reader({"tenant": "a"}), listed) == {{"severity": "high", "from": [], "to": "a"}}
	told(reader({"tenant": "b", "names": ["s"]}), listed) == {{"severity": "critical", "from": "b", "to": "a"}}
	told(reader({"tenant": "a", "names": ["s"], "namespace": "*"}), listed) == {{"severity": "critical", "from": "a", "to": "*"}}
}

guessed := {"declared": false, "secretReaders": ["x"]}

test_where_tenants_are_a_guess_nobody_is_anothers if {
	told(reader({"tenant": "b"}), guessed) == {{"severity": "high", "from": [], "to": "a"}}
	told(reader({"tenant": "b", "namespace": "*"}), guessed) == {{"severity": "high", "from": [], "to": "*"}}
}

test_namespaces_of_nobody_are_the_platforms_business if {
	count(found(reader({"namespace": "kube-system"}), listed)) == 0
}

test_what_is_observed if {
	{v.observed | some v in found(reader({"names": ["s", "t"]}), listed)} == {"Role r, limited to s, t"}
	{v.observed | some v in found(reader({}), listed)} == {"Role r"}
}

asked(of, more) := out if {
	out := iam_03.unknown with input as object.union(binding, of) with data.platform as platform(object.union({"facts": {"secretReaders": {"rb": [reader({})]}}}, more))
}

test_without_a_list_it_is_asked_for if {
	asked({}, {}) == {"who may read Secrets is not declared (secretReaders in bulkhead.yaml)"}
	asked({}, {"secretReaders": ["x"]}) == set()
	asked({}, {"facts": {"secretReaders": {"rb": [reader({"namespace": "kube-system"})]}}}) == set()
}

role(kind, namespace) := {"kinds": {"Role": {"r": {"meta": {"resourceKind": kind, "name": "custom", "namespace": namespace}}}}}

known(more) := object.union(listed, more)

test_a_role_that_is_not_there_is_asked_for if {
	custom := {"roleName": "custom"}
	asked(custom, known({})) == {"ClusterRole custom is not in this input"}
	asked(custom, known(role("ClusterRole", ""))) == set()
	asked(custom, known(role("Role", "a"))) == {"ClusterRole custom is not in this input"}
	asked({"roleName": "custom", "roleKind": "Role"}, known(role("Role", "a"))) == set()
	asked({"roleName": "custom", "roleKind": "Role"}, known(role("Role", "b"))) == {"Role custom is not in this input"}
	asked({"roleName": "other"}, known(role("ClusterRole", ""))) == {"ClusterRole other is not in this input"}
	every name in ["cluster-admin", "admin", "edit", "view"] {
		asked({"roleName": name}, known({})) == set()
	}
}
