import type { ProjectReading } from '../../../domain/compose/plan/make-plan.js';
import { parseModel } from '../../../domain/compose/plan/model.js';
import { formatDuration } from '../../../domain/run/values/duration.js';
import { hex } from '../world/random.js';
import type { DemoProject, DemoService } from './demo-services.js';

/** The hash of a service, as its containers have it in their labels. */
export const hashOf = ({ config, host, networks, image }: DemoService): string =>
	hex(JSON.stringify([config, host, networks, image]), 0);

/** The model that compose reads from a project's file, with the services of the profiles that are on. */
export function readDemoProject(project: DemoProject, on: readonly string[]): ProjectReading {
	const shown = project.services.filter(
		({ profiles }) => profiles.length === 0 || profiles.some(each => on.includes(each)),
	);
	const path = fileOf(project);
	const model = parseModel(JSON.stringify(printed(project, shown)).replaceAll('$', '$$$$'));
	const text = fileText(project);
	return {
		model,
		hashes: new Map(shown.map(service => [service.name, hashOf(service)])),
		profiles: new Map(project.services.map(({ name, profiles }) => [name, profiles])),
		warnings: [],
		on,
		sources: [{ path, mark: hex(text, 0, 40), text }],
		watch: { files: [], host: undefined, unknown: [] },
	};
}

export const fileOf = ({ folder }: DemoProject): string => `${folder}/compose.yaml`;

/** The beginning of each service in the project's file; the demo has no file on a disk. */
const fileText = ({ services }: DemoProject): string =>
	['services:', ...services.flatMap(({ name, image }) => [`  ${name}:`, `    image: ${image}`])].join('\n');

function printed({ name }: DemoProject, services: readonly DemoService[]): object {
	const networks = new Set(services.flatMap(service => service.networks));
	const volumes = new Set(services.flatMap(({ host }) => binds(host.Binds).map(({ source }) => source)));
	return {
		name,
		services: Object.fromEntries(services.map(service => [service.name, serviceJson(service)])),
		networks: Object.fromEntries([...networks].map(each => [each, { name: each, external: true }])),
		volumes: Object.fromEntries([...volumes].filter(isVolume).map(each => [each, { name: each, external: true }])),
	};
}

const isVolume = (source: string): boolean => !source.startsWith('/');

function serviceJson({ image, config, host, networks, scale, dependsOn, profiles }: DemoService): object {
	const check = config.Healthcheck;
	const policy = host.RestartPolicy?.Name ?? '';
	const retries = host.RestartPolicy?.MaximumRetryCount ?? 0;
	return {
		image,
		environment: Object.fromEntries((config.Env ?? []).map(pair => pair.split(/=(.*)/s).slice(0, 2))),
		command: config.Cmd ?? null,
		entrypoint: config.Entrypoint ?? null,
		...(check && { healthcheck: { test: check.Test, interval: formatDuration(check.Interval ?? 0) } }),
		...(policy !== '' && { restart: retries > 0 ? `${policy}:${retries}` : policy }),
		...(host.Memory && { mem_limit: `${host.Memory}` }),
		...(host.MemorySwap && host.MemorySwap !== (host.Memory ?? 0) * 2 && { memswap_limit: `${host.MemorySwap}` }),
		...(host.NanoCpus && { cpus: host.NanoCpus / 1e9 }),
		...(host.CpuPeriod && { cpu_period: host.CpuPeriod }),
		...(host.CpuQuota && { cpu_quota: host.CpuQuota }),
		...(host.PidsLimit && { pids_limit: host.PidsLimit }),
		ports: Object.entries(host.PortBindings ?? {}).flatMap(([key, bindings]) => {
			const [target = '', protocol = 'tcp'] = key.split('/');
			return (bindings ?? []).map(({ HostIp = '', HostPort = '' }) => ({
				target: Number(target),
				protocol,
				published: HostPort,
				host_ip: HostIp,
			}));
		}),
		expose: Object.keys(config.ExposedPorts ?? {}),
		volumes: [
			...binds(host.Binds).map(({ source, target, isReadOnly }) => ({
				type: isVolume(source) ? 'volume' : 'bind',
				source,
				target,
				read_only: isReadOnly,
			})),
			...(host.Mounts ?? []).map(({ Type, Source, Target, ReadOnly }) => ({
				type: Type,
				source: Source,
				target: Target,
				read_only: ReadOnly === true,
			})),
		],
		networks: Object.fromEntries(networks.map(each => [each, null])),
		depends_on: Object.fromEntries(
			Object.entries(dependsOn).map(([service, isHealthy]) => [
				service,
				{ condition: isHealthy ? 'service_healthy' : 'service_started', required: true },
			]),
		),
		scale,
		...(profiles.length > 0 && { profiles }),
	};
}

const binds = (all: readonly string[] | null | undefined) =>
	(all ?? []).map(bind => {
		const [source = '', target = '', mode = ''] = bind.split(':');
		return { source, target, isReadOnly: mode === 'ro' };
	});
