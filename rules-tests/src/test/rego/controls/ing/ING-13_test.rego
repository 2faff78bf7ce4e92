package bulkhead.controls.ing_13_test

import rego.v1

import data.bulkhead.controls.ing_13

test_what_is_below_a_path if {
	ing_13.below("/web", "/web")
	ing_13.below("/web/login", "/web")
	ing_13.below("/web/login", "/web/")
	not ing_13.below("/website", "/web")
}

route(entry_points, paths, middlewares) := {"kind": "Route", "protocol": "http", "meta": {"name": "r"}, "entryPoints": entry_points, "rules": [{"pointer": "/r", "hosts": ["h"], "paths": [{"value": path} | some path in paths], "middlewares": middlewares}]}

observed(of, other) := out if {
	out := {v.observed | some v in ing_13.violation} with input as of
		with data.platform.kinds.Route as {"other": other}
		with data.parameters.segmentedPaths as ["/web/database"]
}

own(entry_points, middlewares) := route(entry_points, ["/web/database"], middlewares)

pages(entry_points, middlewares) := route(entry_points, ["/"], middlewares)

test_the_chain_of_the_pages_beside_it if {
	observed(own(["a", "b"], ["x", "y"]), pages(["b", "a"], ["x", "y"])) == {"the chain of the public pages: x, y"}
	observed(own(["a"], []), pages(["a"], [])) == {"no middlewares, as on the public pages"}
	observed(own(["a"], ["x"]), pages(["a"], ["y"])) == set()
	observed(own(["a"], ["x"]), pages(["b"], ["x"])) == set()
	observed(own(["a"], ["x"]), own(["a"], ["x"])) == set()
	observed(own(["a"], ["x"]), object.union(pages(["a"], ["x"]), {"protocol": "tcp"})) == set()
}

test_what_it_looks_at if {
	ing_13.applicable with input as own([], []) with data.parameters.segmentedPaths as ["/web/database"]
	not ing_13.applicable with input as pages([], []) with data.parameters.segmentedPaths as ["/web/database"]
	not ing_13.applicable with input as object.union(own([], []), {"protocol": "tcp"}) with data.parameters.segmentedPaths as ["/web/database"]
}
