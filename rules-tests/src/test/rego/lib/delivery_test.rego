package bulkhead.lib.delivery_test

import rego.v1

import data.bulkhead.lib.delivery

test_documents_of_delivery_by_group_and_kind if {
	delivery.application with input.meta as {"apiVersion": "argoproj.io/v1alpha1", "resourceKind": "Application"}
	delivery.kustomization with input.meta as {"apiVersion": "kustomize.toolkit.fluxcd.io/v1", "resourceKind": "Kustomization"}
	delivery.release with input.meta as {"apiVersion": "helm.toolkit.fluxcd.io/v2", "resourceKind": "HelmRelease"}
	not delivery.application with input.meta as {"apiVersion": "app.k8s.io/v1", "resourceKind": "Application"}
	not delivery.kustomization with input.meta as {"apiVersion": "kustomize.config.k8s.io/v1beta1", "resourceKind": "Kustomization"}
	not delivery.release with input.meta as {"apiVersion": "helm.toolkit.fluxcd.io/v2", "resourceKind": "HelmChart"}
}
