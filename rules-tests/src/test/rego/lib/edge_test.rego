package bulkhead.lib.edge_test

import rego.v1

import data.bulkhead.lib.edge

test_the_rest_of_a_part if {
	edge.rest == "values.yaml is a part of a configuration: needs what it goes on top of, or the file that the arguments name" with input as {"partial": true, "meta": {"name": "values.yaml"}}
	not edge.rest with input as {"partial": false, "meta": {"name": "values.yaml"}}
	not edge.rest with input as {"meta": {"name": "values.yaml"}}
}
