package bench

import rego.v1

# Nested iteration over a fleet: every port of every container against every rule.
result contains {"pod": pod.name, "port": port, "rule": rule.name} if {
	some pod in input.pods
	some container in pod.containers
	some port in container.ports
	some rule in data.rules
	port >= rule.from
	port <= rule.to
	not pod.labels[rule.exempt]
}
