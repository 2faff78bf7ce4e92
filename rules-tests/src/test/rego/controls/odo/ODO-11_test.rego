package bulkhead.controls.odo_11_test

import rego.v1

import data.bulkhead.controls.odo_11

container(more) := object.union({"name": "odoo", "role": "CONTAINER", "pointer": "/c", "image": {"repository": "odoo"}, "env": [], "mounts": [{"mountPath": "/var/lib/odoo", "volume": "data"}]}, more)

pod(of_container, type, templates) := {"kind": "Workload", "meta": {"id": "w", "name": "web", "namespace": "n", "resourceKind": "StatefulSet"}, "claimTemplates": templates, "pod": {"labels": {}, "containers": [container(of_container)], "volumes": [{"name": "data", "type": type}, {"name": "other", "type": "persistentVolumeClaim"}]}}

judged(of) := out if {
	out := [count(odo_11.violation), count(odo_11.unknown)] with input as of
}

test_volumes_that_last if {
	every type in ["persistentVolumeClaim", "nfs", "csi", "cephfs", "azureFile"] {
		judged(pod({}, type, [])) == [0, 0]
	}
	every type in ["emptyDir", "hostPath"] {
		judged(pod({}, type, [])) == [1, 0]
		judged(pod({}, type, [{"name": "data"}])) == [0, 0]
		judged(pod({}, type, [{"name": "other"}])) == [1, 0]
	}
}

test_data_directories_of_images if {
	every path in ["/var/lib/odoo", "/var/lib/odoo/", "/var/lib/odoo/filestore", "/opt/odoo/data", "/bitnami/odoo", "/var/lib/odoo/.local/share/Odoo"] {
		judged(pod({"mounts": [{"mountPath": path, "volume": "data"}]}, "emptyDir", [])) == [1, 0]
	}
	judged(pod({"mounts": [{"mountPath": "/tmp", "volume": "data"}]}, "emptyDir", [])) == [0, 1]
}

test_attachments_outside_the_file_system if {
	every name in ["IR_ATTACHMENT_LOCATION", "S3_BUCKET", "AZURE_CONTAINER", "SWIFT_URL", "OBJECT_STORAGE"] {
		judged(pod({"env": [{"name": name}]}, "emptyDir", [])) == [0, 0]
		judged(pod({"env": [{"name": name}], "mounts": []}, "emptyDir", [])) == [0, 0]
	}
	judged(pod({"env": [{"name": "DB_HOST"}]}, "emptyDir", [])) == [1, 0]
}
