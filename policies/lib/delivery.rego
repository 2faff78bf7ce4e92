# METADATA
# description: Objects that release others from Git, of Argo CD and of Flux.
package bulkhead.lib.delivery

import rego.v1

application if is("argoproj.io/", "Application")

kustomization if is("kustomize.toolkit.fluxcd.io/", "Kustomization")

release if is("helm.toolkit.fluxcd.io/", "HelmRelease")

is(group, kind) if {
	startswith(input.meta.apiVersion, group)
	input.meta.resourceKind == kind
}
