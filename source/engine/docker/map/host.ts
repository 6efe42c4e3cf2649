import type { Host, LimitKind } from '../../../domain/nouns/host.js';
import { compareApiVersions } from '../connect/http/api-version.js';
import { count, object, objects, text, texts } from './values.js';

/** The first API version with BuildKit in every engine, not only in experimental ones (Docker 18.09). */
const buildKitApi = '1.39';

type HostAnswers = {
	readonly info: unknown;
	readonly version: unknown;
	/** `Builder-Version` of the ping; undefined when the engine sends none. */
	readonly builderVersion: string | undefined;
	/** The agreed version, not the engine's newest. */
	readonly apiVersion: string;
};

/** The answers of `GET /info`, `GET /version` and the ping. */
export function toHost({ info, version, builderVersion, apiVersion }: HostAnswers): Host {
	const raw = object(info);
	const rawVersion = object(version);
	const podman = objects(rawVersion.Components).find(component => component.Name === 'Podman Engine');
	const type = text(raw.OSType) || text(rawVersion.Os);
	return {
		name: text(raw.Name),
		version: text(podman?.Version) || text(rawVersion.Version) || text(raw.ServerVersion),
		apiVersion,
		product: podman ? 'Podman' : 'Docker',
		os: text(raw.OperatingSystem) || type,
		kernel: text(raw.KernelVersion) || text(rawVersion.KernelVersion),
		architecture: text(raw.Architecture) || text(rawVersion.Arch),
		// Engines before API 1.41 do not send it, and support version 1 only.
		cgroupVersion: text(raw.CgroupVersion).replace(/^v/, '') || '1',
		cgroupDriver: text(raw.CgroupDriver),
		rootless: texts(raw.SecurityOptions).some(option => option.startsWith('name=rootless')),
		droppedLimits: droppedLimits(raw),
		cpus: count(raw.NCPU),
		memory: count(raw.MemTotal),
		storageDriver: text(raw.Driver),
		containerdStore: hasContainerdStore(raw.DriverStatus),
		liveRestore: raw.LiveRestoreEnabled === true,
		buildkit: !podman && type !== 'windows' && hasBuildKit(builderVersion, apiVersion),
		swarm: object(raw.Swarm).LocalNodeState === 'active',
		defaults: {
			// Source: moby daemon/info.go, `name=cgroupns` is listed when new containers get a namespace of their own.
			cgroupns: texts(raw.SecurityOptions).some(option => option.startsWith('name=cgroupns')) ? 'private' : 'host',
			logDriver: text(raw.LoggingDriver) || 'json-file',
			runtime: text(raw.DefaultRuntime) || 'runc',
		},
		warnings: texts(raw.Warnings),
	};
}

/** The fields of `GET /info` that are false on an engine for Linux which cannot set a limit. */
const limitFields: Readonly<Record<string, LimitKind>> = {
	MemoryLimit: 'memory',
	CpuCfsQuota: 'cpu',
	CPUShares: 'cpuShares',
	CPUSet: 'cpuset',
	PidsLimit: 'pids',
};

/** A field that is missing says nothing. Podman always sends `CpuCfsQuota`, and the others by its cgroup. */
function droppedLimits(raw: Readonly<Record<string, unknown>>): readonly LimitKind[] {
	if (raw.OSType === 'windows') {
		return [];
	}
	return Object.entries(limitFields).flatMap(([field, kind]) => (raw[field] === false ? [kind] : []));
}

/** Source: moby daemon/containerd/service.go, LayerStoreStatus: `driver-type` is `io.containerd.snapshotter.v1`. */
function hasContainerdStore(status: unknown): boolean {
	return Array.isArray(status) && status.some(pair => texts(pair)[1]?.startsWith('io.containerd.snapshotter') === true);
}

/** An engine without a configured builder sends no version and has BuildKit; the docker CLI decides the same way. */
function hasBuildKit(builderVersion: string | undefined, apiVersion: string): boolean {
	if (builderVersion) {
		return builderVersion === '2';
	}
	return compareApiVersions(apiVersion, buildKitApi) >= 0;
}
