package bulkhead.lib.ownership_test

import rego.v1

import data.bulkhead.lib.ownership

namespaces(labels) := {"Namespace": {"Namespace/_/n": {"meta": {"labels": labels}}}}

test_tenants_are_a_guess_where_nothing_says_who_they_are if {
	ownership.guessed with data.platform as {"kinds": namespaces({"app": "x"})}
	not ownership.guessed with data.platform as {"declared": true, "kinds": {}}
}

test_labels_that_name_a_tenant if {
	every label in ["bulkhead.dev/tenant", "capsule.clastix.io/tenant", "tenant"] {
		not ownership.guessed with data.platform as {"kinds": namespaces({label: "a"})}
	}
}

test_the_tenant_of_a_namespace_is_its_own if {
	ownership.tenant_of("n") == "a" with data.platform as {
		"kinds": {"Namespace": {"Namespace/_/n": {"tenant": "a"}}},
		"namespaces": {"n": {"Pod": {"p": {"tenant": "b"}}}},
		"tenants": {"c": {"owns": {"namespaces": ["n"]}}},
	}
}

test_of_a_declared_namespace_without_tenant_nothing_else_tells_it if {
	not ownership.tenant_of("n") with data.platform as {
		"kinds": {"Namespace": {"Namespace/_/n": {}}},
		"namespaces": {},
		"tenants": {},
	}
}

test_else_the_tenant_of_what_lies_in_it_else_of_whom_it_is_declared_to_be if {
	ownership.tenant_of("n") == "b" with data.platform as {
		"kinds": {},
		"namespaces": {"n": {"Pod": {"p": {"tenant": "b"}}}},
		"tenants": {"c": {"owns": {"namespaces": ["n"]}}},
	}
	ownership.tenant_of("n") == "c" with data.platform as {"kinds": {}, "namespaces": {}, "tenants": {"c": {"owns": {"namespaces": ["n"]}}}}
	not ownership.tenant_of("m") with data.platform as {"kinds": {}, "namespaces": {}, "tenants": {"c": {"owns": {"namespaces": ["n"]}}}}
}

test_scope_and_subject if {
	ownership.complete with data.platform.scope as "complete"
	not ownership.complete with data.platform.scope as "partial"
	ownership.of_tenant with input.tenant as "a"
	not ownership.of_tenant with input as {}
}
