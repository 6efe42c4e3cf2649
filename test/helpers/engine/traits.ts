import { requestJson } from './http.js';

/** Properties of an engine on which its answers depend. */
export type EngineTraits = {
	product: 'docker' | 'podman';
	/** The newest API version, as a number that can be compared: 1.41 is 141. */
	api: number;
	/** True if containerd stores the images: an image has platforms, and its size is that of its compressed content. */
	containerdStore: boolean;
	/** False for a rootless engine on version 1 of cgroups: it measures, limits, pauses and lists no processes. */
	cgroups: boolean;
};

/** Asks an engine for its traits. */
export async function readTraits(host: string): Promise<EngineTraits> {
	const version = (await requestJson(host, 'GET', '/version')) as {
		ApiVersion: string;
		Components?: readonly { Name: string }[];
	};
	const info = (await requestJson(host, 'GET', '/info')) as {
		DriverStatus?: readonly string[][];
		CgroupDriver?: string;
	};
	const [major = 0, minor = 0] = version.ApiVersion.split('.').map(Number);
	return {
		product: version.Components?.some(({ Name }) => Name === 'Podman Engine') ? 'podman' : 'docker',
		api: major * 100 + minor,
		containerdStore: info.DriverStatus?.some(([, value]) => value?.startsWith('io.containerd.')) ?? false,
		cgroups: info.CgroupDriver !== 'none',
	};
}
