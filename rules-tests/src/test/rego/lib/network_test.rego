package bulkhead.lib.network_test

import rego.v1

import data.bulkhead.lib.network

test_policies_of_another_engine_leave_the_verdict_open if {
	networks := {"n": {"unsupported": ["CiliumNetworkPolicy x"]}, "m": {"unsupported": []}}
	network.unsupported("n") with data.platform.facts.networks as networks
	not network.unsupported("m") with data.platform.facts.networks as networks
	not network.unsupported("o") with data.platform.facts.networks as networks
	network.of("m") == {"unsupported": []} with data.platform.facts.networks as networks
}
