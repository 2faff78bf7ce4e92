package bulkhead.lib.replicas_test

import rego.v1

import data.bulkhead.lib.replicas

scaler(more) := object.union({"targetKind": "Deployment", "targetName": "web", "minReplicas": 3, "maxReplicas": 9}, more)

web(more) := object.union({"meta": {"namespace": "n", "name": "web", "resourceKind": "Deployment"}, "pod": {"labels": {"app": "web"}}}, more)

test_without_an_autoscaler_the_workload_says_or_it_is_one if {
	replicas.minimum == 2 with input as web({"replicas": 2})
	replicas.maximum == 2 with input as web({"replicas": 2})
	replicas.minimum == 1 with input as web({})
	replicas.maximum == 1 with input as web({})
}

scaled(scalers) := object.union({"n": {"Autoscaler": scalers}}, {"m": {"Autoscaler": {"x": scaler({"minReplicas": 50, "maxReplicas": 99})}}})

test_an_autoscaler_decides if {
	replicas.minimum == 3 with input as web({"replicas": 2}) with data.platform.namespaces as scaled({"a": scaler({})})
	replicas.maximum == 9 with input as web({"replicas": 2}) with data.platform.namespaces as scaled({"a": scaler({})})
	replicas.maximum == 12 with input as web({"replicas": 12}) with data.platform.namespaces as scaled({"a": scaler({})})
}

test_an_autoscaler_that_names_no_numbers_means_one if {
	bare := {"targetKind": "Deployment", "targetName": "web"}
	replicas.minimum == 1 with input as web({"replicas": 5}) with data.platform.namespaces as scaled({"a": bare})
	replicas.maximum == 1 with input as web({}) with data.platform.namespaces as scaled({"a": bare})
}

test_keda_may_stop_what_it_scales if {
	keda := {"targetKind": "Deployment", "targetName": "web", "meta": {"resourceKind": "ScaledObject"}}
	replicas.minimum == 0 with input as web({"replicas": 5}) with data.platform.namespaces as scaled({"a": keda})
	replicas.maximum == 100 with input as web({}) with data.platform.namespaces as scaled({"a": keda})
}

test_autoscalers_of_others_decide_nothing if {
	others := scaled({"a": scaler({"targetName": "api"}), "b": scaler({"targetKind": "StatefulSet"})})
	replicas.minimum == 2 with input as web({"replicas": 2}) with data.platform.namespaces as others
	replicas.maximum == 2 with input as web({"replicas": 2}) with data.platform.namespaces as others
}

test_budgets_that_select_the_pods if {
	mine := {"name": "mine", "selector": {"matchLabels": {"app": "web"}}}
	budgets := {"a": mine, "b": {"name": "api", "selector": {"matchLabels": {"app": "api"}}}, "c": {"name": "none"}}
	replicas.budgets == [mine] with input as web({}) with data.platform.namespaces as {"n": {"DisruptionBudget": budgets}}
	replicas.budgets == [] with input as web({}) with data.platform.namespaces as {}
}
