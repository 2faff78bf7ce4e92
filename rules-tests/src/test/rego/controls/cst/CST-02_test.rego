package bulkhead.controls.cst_02_test

import rego.v1

import data.bulkhead.controls.cst_02

pod(request, limit) := {"kind": "Workload", "tenant": "a", "owner": {"tenant": "a"}, "meta": {"name": "w", "resourceKind": "Deployment"}, "pod": {"containers": [{"name": "c", "role": "CONTAINER", "pointer": "/c", "requests": {"memory": request}, "limits": {"memory": limit}}]}}

found(request, limit) := out if {
	out := count(cst_02.violation) with input as pod(request, limit) with data.parameters as {"memoryRatio": 4}
}

test_the_ratio_itself_is_allowed if {
	found("1Gi", "4Gi") == 0
	found("1Gi", "4097Mi") == 1
	found("0", "4Gi") == 0
	found("1", "5") == 1
}
