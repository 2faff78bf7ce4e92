package bulkhead.controls.pgs_05_test

import rego.v1

import data.bulkhead.controls.pgs_05

pod(more) := object.union({"kind": "Workload", "meta": {"name": "db", "namespace": "n", "resourceKind": "StatefulSet"}, "claimTemplates": [], "pod": {"containers": [{"image": {"repository": "postgres"}}], "volumes": []}}, more)

templated(class) := pod({"claimTemplates": [object.union({"name": "data", "pointer": "/t"}, class)]})

mounted := pod({"pod": {"volumes": [{"type": "persistentVolumeClaim", "target": "own", "pointer": "/v"}, {"type": "emptyDir", "target": "other", "pointer": "/e"}]}})

claims := {"n": {"VolumeClaim": {"c": {"meta": {"name": "own"}, "storageClass": "fast"}, "d": {"meta": {"name": "other"}, "storageClass": "fast"}}}}

class(provisioner, parameters) := {"provisioner": provisioner, "parameters": parameters, "meta": {"id": "s", "name": "fast"}}

judged(of, classes) := out if {
	out := [{v.path | some v in pgs_05.violation}, count(pgs_05.unknown)] with input as of
		with data.platform as {"namespaces": claims, "kinds": {"StorageClass": classes}}
}

fast := templated({"storageClass": "fast"})

test_provisioners_that_encrypt_where_the_class_says_so if {
	every provisioner in ["ebs.csi.aws.com", "kubernetes.io/aws-ebs", "driver.longhorn.io", "csi.scaleway.com", "rbd.csi.ceph.com", "cinder.csi.openstack.org"] {
		judged(fast, {"s": class(provisioner, {})}) == [{"/t"}, 0]
		every name in ["encrypted", "csi.storage.k8s.io/encrypted", "Encryption"] {
			every value in ["true", "1", "LUKS"] {
				judged(fast, {"s": class(provisioner, {name: value})}) == [set(), 0]
			}
			judged(fast, {"s": class(provisioner, {name: "false"})}) == [{"/t"}, 0]
		}
		judged(fast, {"s": class(provisioner, {"type": "true"})}) == [{"/t"}, 0]
	}
}

test_provisioners_that_always_encrypt_and_others if {
	every provisioner in ["pd.csi.storage.gke.io", "kubernetes.io/gce-pd", "disk.csi.azure.com", "kubernetes.io/azure-disk", "file.csi.azure.com"] {
		judged(fast, {"s": class(provisioner, {})}) == [set(), 0]
	}
	judged(fast, {"s": class("rancher.io/local-path", {})}) == [set(), 1]
	judged(fast, {"s": class("rancher.io/local-path", {"encrypted": "true"})}) == [set(), 0]
	judged(fast, {}) == [set(), 1]
}

test_a_claim_without_class_has_the_default if {
	aws := class("ebs.csi.aws.com", {})
	judged(templated({}), {"s": object.union(aws, {"isDefault": true})}) == [{"/t"}, 0]
	judged(templated({}), {"s": object.union(aws, {"isDefault": false})}) == [set(), 1]
	judged(fast, {"s": object.union(aws, {"meta": {"name": "slow"}, "isDefault": true})}) == [set(), 1]
}

test_claims_that_a_pod_mounts if {
	judged(mounted, {"s": class("ebs.csi.aws.com", {})}) == [{"/v"}, 0]
}
