package bulkhead.lib.controlplane_test

import rego.v1

import data.bulkhead.lib.controlplane

pod(containers) := {"kind": "Workload", "pod": {"containers": containers}}

etcd := {"pointer": "/c/1", "image": {"repository": "acme/mirror"}, "command": ["/usr/bin/etcd", "--data-dir=/d", "--peer-auto-tls", "name=x"], "args": ["--listen=http://a?b=c", "--name", "one"]}

other := {"pointer": "/c/0", "image": {"repository": "acme/sidecar"}, "command": ["sh"], "args": []}

test_a_component_is_told_by_its_command if {
	controlplane.is("etcd") with input as pod([other, etcd])
	controlplane.pointer("etcd") == "/c/1" with input as pod([other, etcd])
}

test_another_pod_and_another_kind_are_not_it if {
	not controlplane.is("etcd") with input as pod([other])
	not controlplane.is("etcd") with input as object.union(pod([etcd]), {"kind": "Route"})
}

test_an_etcd_of_an_application_is_not_the_clusters if {
	not controlplane.is("etcd") with input as object.union(pod([etcd]), {"meta": {"namespace": "shop"}})
	controlplane.is("etcd") with input as object.union(pod([etcd]), {"meta": {"namespace": "kube-system"}})
	controlplane.is("etcd") with input as object.union(pod([etcd]), {"meta": {"namespace": "shop", "labels": {"tier": "control-plane"}}})
}

test_flags_with_the_text_behind_the_first_sign_or_true_alone if {
	wanted := {"data-dir": "/d", "peer-auto-tls": "true", "listen": "http://a?b=c", "name": "one"}
	controlplane.flags("etcd") == wanted with input as pod([etcd])
}

test_a_component_is_told_by_its_image_too if {
	controlplane.is("etcd") with input as pod([{"image": {"repository": "registry.k8s.io/etcd"}, "command": ["sh"]}])
	controlplane.is("etcd") with input as pod([{"image": {"repository": "registry.k8s.io/etcd"}}])
}
