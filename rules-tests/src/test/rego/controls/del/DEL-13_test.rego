package bulkhead.controls.del_13_test

import rego.v1

import data.bulkhead.controls.del_13

argo(name, source, namespace) := {"kind": "Resource", "meta": {"id": name, "name": name, "apiVersion": "argoproj.io/v1alpha1", "resourceKind": "Application"}, "object": {"spec": {"source": source, "destination": {"namespace": namespace}}}}

flux(version, path, namespace) := {"kind": "Resource", "meta": {"id": path, "name": path, "apiVersion": version, "resourceKind": "Kustomization"}, "object": {"spec": {"sourceRef": {"name": "git"}, "path": path, "targetNamespace": namespace}}}

test_where_each_takes_its_manifests_from if {
	del_13.origin(argo("x", {"repoURL": "git", "path": "apps"}, "n")) == "git apps"
	del_13.origin(argo("x", {"repoURL": "git", "chart": "odoo"}, "n")) == "git odoo"
	del_13.origin(argo("x", {"repoURL": "git"}, "n")) == "git "
	del_13.origin(flux("kustomize.toolkit.fluxcd.io/v1", "apps", "n")) == "git apps"
	not del_13.origin(flux("kustomize.config.k8s.io/v1", "apps", "n"))
	not del_13.origin(object.union(argo("x", {"repoURL": "git"}, "n"), {"meta": {"resourceKind": "AppProject"}}))
}

test_into_which_namespace if {
	del_13.namespace(argo("x", {}, "n")) == "n"
	del_13.namespace(flux("v", "apps", "m")) == "m"
}

side(namespace) := out if {
	out := del_13.side(argo("x", {}, namespace)) with data.platform.kinds.Namespace as {"a": {"tenant": "a", "meta": {"name": "shop"}}, "b": {"meta": {"name": "monitoring"}}}
}

test_whose_side_a_namespace_is_on if {
	side("shop") == "tenant"
	side("monitoring") == "platform"
	side("nowhere") == "platform"
}
