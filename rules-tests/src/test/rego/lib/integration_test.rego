package bulkhead.lib.integration_test

import rego.v1

import data.bulkhead.lib.integration

test_workloads_that_connect_are_told_by_their_component_or_name if {
	every component in ["Integration", "connector", "edi", "webhook", "sync", "batch-sync"] {
		integration.runs({"meta": {"name": "x"}, "pod": {"labels": {"app.kubernetes.io/component": component}}})
	}
	every name in ["edi", "shop-connector", "Sync-worker", "as2.in"] {
		integration.runs({"meta": {"name": name}})
	}
	not integration.runs({"meta": {"name": "editor"}, "pod": {"labels": {"app.kubernetes.io/component": "web"}}})
}

governance(integrations) := {"Configuration": {"g": {"type": "governance", "content": {"integrations": integrations}}}}

test_the_inventory_names_each_by_its_id_or_place if {
	{[one.name, one.pointer] | some one in integration.inventory} == {["edi", "/integrations/0"], ["1", "/integrations/1"]} with data.platform.kinds as governance([{"id": "edi"}, {}])
}

test_without_inventory_it_is_asked_for if {
	count(integration.undeclared) == 1 with data.platform.kinds as governance([])
	count(integration.undeclared) == 0 with data.platform.kinds as governance([{}])
}
