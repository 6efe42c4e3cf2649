import type { Host } from '../../../domain/nouns/host.js';
import { compareApiVersions } from '../connect/http/api-version.js';
import { count, object, objects, text, texts } from './values.js';

/** The first API version whose engine has BuildKit inside without being an experimental one (Docker 18.09). */
const BUILDKIT_API = '1.39';

export type HostAnswers = {
	readonly info: unknown;
	readonly version: unknown;
	/** `Builder-Version` of the ping; undefined when the engine has not said. */
	readonly builderVersion: string | undefined;
	/** The version that we speak with it. */
	readonly apiVersion: string;
};

/** The answers of `GET /info`, `GET /version` and the ping. */
export function toHost({ info, version, builderVersion, apiVersion }: HostAnswers): Host {
	const raw = object(info);
	const told = object(version);
	const podman = objects(told.Components).find(component => component.Name === 'Podman Engine');
	const type = text(raw.OSType) || text(told.Os);
	return {
		name: text(raw.Name),
		version: text(podman?.Version) || text(told.Version) || text(raw.ServerVersion),
		apiVersion,
		product: podman ? 'Podman' : 'Docker',
		os: text(raw.OperatingSystem) || type,
		kernel: text(raw.KernelVersion) || text(told.KernelVersion),
		architecture: text(raw.Architecture) || text(told.Arch),
		// Engines before API 1.41 do not tell, and knew version 1 only.
		cgroupVersion: text(raw.CgroupVersion).replace(/^v/, '') || '1',
		cpus: count(raw.NCPU),
		memory: count(raw.MemTotal),
		storageDriver: text(raw.Driver),
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

/** An engine that has not been configured says nothing and has BuildKit; the docker CLI decides the same way. */
function hasBuildKit(builderVersion: string | undefined, apiVersion: string): boolean {
	if (builderVersion) {
		return builderVersion === '2';
	}
	return compareApiVersions(apiVersion, BUILDKIT_API) >= 0;
}
