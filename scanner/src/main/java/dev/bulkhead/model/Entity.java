package dev.bulkhead.model;

/**
 * Something an operator would name. The simple name of the record is the entity's kind, by which
 * controls select what they look at.
 */
public sealed interface Entity
    permits AdmissionPolicy,
        AdmissionWebhook,
        Autoscaler,
        Cache,
        ConfigMap,
        Configuration,
        ConnectionPooler,
        CredentialExposure,
        DatabaseRole,
        DatabaseServer,
        DisruptionBudget,
        EdgeProxy,
        Gateway,
        HostBasedAuthentication,
        IdentityMaps,
        ImageBuild,
        LimitRange,
        Middleware,
        Namespace,
        NetworkPolicy,
        OdooInstance,
        PersistentVolume,
        PriorityClass,
        Quota,
        Resource,
        Role,
        RoleBinding,
        Route,
        Secret,
        ServersTransport,
        Service,
        ServiceAccount,
        StorageClass,
        TlsPolicy,
        TlsStore,
        VolumeClaim,
        Workload {

  Meta meta();

  /** The kind under which controls know the entity, such as {@code Workload}. */
  default String kind() {
    return getClass().getSimpleName();
  }
}
