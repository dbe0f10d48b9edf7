{{/* Labels that choose the pods of one service: (dict "root" $ "name" "identity") */}}
{{- define "saasplatform.selector" -}}
app.kubernetes.io/name: saasplatform
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{/* All labels of an object. */}}
{{- define "saasplatform.labels" -}}
{{ include "saasplatform.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* What every pod is, whatever it runs: who it runs as and where its files are. */}}
{{- define "saasplatform.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1654
  runAsGroup: 1654
  fsGroup: 1654
  seccompProfile: { type: RuntimeDefault }
volumes:
  - name: tmp
    emptyDir: { medium: Memory, sizeLimit: 64Mi }
  - name: secrets
    secret:
      secretName: {{ .root.Values.existingSecret }}
      defaultMode: 0440
      items:
        {{- range .files }}
        - { key: {{ . }}, path: {{ . }} }
        {{- end }}
{{- end }}

{{/* What every container is, whatever it runs. */}}
{{- define "saasplatform.container" -}}
image: "{{ .root.Values.image.repository }}/{{ .name }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}"
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
resources: {{ toYaml .service.resources | nindent 2 }}
volumeMounts:
  - { name: tmp, mountPath: /tmp }
  - { name: secrets, mountPath: /run/secrets, readOnly: true }
env:
  - { name: DOTNET_ENVIRONMENT, value: Production }
  {{- range $name, $address := .root.Values.addresses }}
  - { name: PLATFORM_Addresses__{{ title $name }}, value: {{ $address | quote }} }
  {{- end }}
  - { name: PLATFORM_Addresses__IdentityInternal, value: "http://{{ .root.Release.Name }}-identity:{{ .root.Values.services.identity.port }}" }
  - { name: PLATFORM_Addresses__CompanyInternal, value: "http://{{ .root.Release.Name }}-company:{{ .root.Values.services.company.port }}" }
  - { name: PLATFORM_Addresses__UserInternal, value: "http://{{ .root.Release.Name }}-user:{{ .root.Values.services.user.port }}" }
  - { name: {{ upper .name }}_Http__Url, value: "http://0.0.0.0:{{ .service.port }}" }
  - { name: PLATFORM_Http__ShutdownDelaySeconds, value: {{ .root.Values.shutdown.delaySeconds | quote }} }
  - { name: PLATFORM_Http__ShutdownSeconds, value: {{ .root.Values.shutdown.seconds | quote }} }
  - { name: PLATFORM_Database__Provider, value: Postgres }
  - { name: PLATFORM_Database__ConnectionString__FILE, value: /run/secrets/service-connection }
  - { name: PLATFORM_Database__MinimumPoolSize, value: {{ .root.Values.database.minimumPoolSize | quote }} }
  - { name: PLATFORM_Database__MaximumPoolSize, value: {{ .root.Values.database.maximumPoolSize | quote }} }
  {{- range $name, $value := .root.Values.settings }}
  - { name: {{ $name }}, value: {{ $value | quote }} }
  {{- end }}
  {{- range $name, $value := .service.settings }}
  - { name: {{ $name }}, value: {{ $value | quote }} }
  {{- end }}
{{- end }}
