import { numberAt, objectAt, objectsAt, type Raw, textAt, textsAt } from '../../run/inspect/raw.js';
import { cpuSettings } from '../../run/inspect/resources.js';
import { formatRestart } from '../../run/values/restart.js';
import { type Facet, map, set, text } from './facet.js';
import { flag } from './process-facets.js';
import { bytesText, cpusText, limitsOf, listAt, mapAt, restartOf, scalarAt } from './values.js';

/** Limits, restart policy, logging and rights of the container. */
export const hostFacets: readonly Facet[] = [
	text('restart', restartOf, ({ host }) => restartText(objectAt(host, 'RestartPolicy'))),
	text(
		'memory',
		service => bytesText(scalarAt(limitsOf(service), 'memory') || scalarAt(service, 'mem_limit')),
		({ host }) => bytesText(`${numberAt(host, 'Memory')}`),
	),
	text(
		'memory and swap',
		service => bytesText(scalarAt(service, 'memswap_limit')),
		({ host }) => swapOf(host),
	),
	text(
		'memory reservation',
		service =>
			bytesText(
				scalarAt(objectAt(objectAt(objectAt(service, 'deploy'), 'resources'), 'reservations'), 'memory') ||
					scalarAt(service, 'mem_reservation'),
			),
		({ host }) => bytesText(`${numberAt(host, 'MemoryReservation')}`),
	),
	text(
		'CPUs',
		service => cpusText(Number(scalarAt(limitsOf(service), 'cpus') || scalarAt(service, 'cpus'))),
		({ host }) => cpusText(numberAt(host, 'NanoCpus') / 1e9),
	),
	number('CPU shares', 'cpu_shares', 'CpuShares'),
	cpuFacet('CPU quota', 'cpu_quota', 'cpuQuota'),
	cpuFacet('CPU period', 'cpu_period', 'cpuPeriod'),
	text(
		'CPU set',
		service => textAt(service, 'cpuset'),
		({ host }) => textAt(host, 'CpusetCpus'),
	),
	text(
		'PIDs limit',
		service => nonZero(scalarAt(limitsOf(service), 'pids') || scalarAt(service, 'pids_limit')),
		({ host }) => nonZero(scalarAt(host, 'PidsLimit')),
	),
	text(
		'shm size',
		service => bytesText(scalarAt(service, 'shm_size')),
		({ host }) => shmOf(host),
	),
	number('OOM score', 'oom_score_adj', 'OomScoreAdj'),
	text(
		'privileged',
		service => flag(service.privileged),
		({ host }) => flag(host.Privileged),
	),
	text(
		'read-only root',
		service => flag(service.read_only),
		({ host }) => flag(host.ReadonlyRootfs),
	),
	set(
		'capability',
		service => listAt(service, 'cap_add').map(capability),
		({ host }) => textsAt(host, 'CapAdd').map(capability),
	),
	set(
		'dropped capability',
		service => listAt(service, 'cap_drop').map(capability),
		({ host }) => textsAt(host, 'CapDrop').map(capability),
	),
	set(
		'security option',
		service => listAt(service, 'security_opt'),
		({ host }) => textsAt(host, 'SecurityOpt'),
	),
	set(
		'device',
		service => objectsAt(service, 'devices').map(deviceOf),
		({ host }) =>
			objectsAt(host, 'Devices').map(
				device =>
					`${textAt(device, 'PathOnHost')}:${textAt(device, 'PathInContainer')}:${textAt(device, 'CgroupPermissions')}`,
			),
	),
	map(
		'sysctl',
		service => mapAt(service, 'sysctls'),
		({ host }) => mapAt(host, 'Sysctls'),
	),
	map('ulimit', ulimitsOf, ({ host }) =>
		Object.fromEntries(
			objectsAt(host, 'Ulimits').map(limit => [
				textAt(limit, 'Name'),
				limitText(numberAt(limit, 'Soft'), numberAt(limit, 'Hard')),
			]),
		),
	),
	text(
		'log driver',
		service => driverOf(objectAt(service, 'logging')),
		({ host }) => {
			const driver = textAt(objectAt(host, 'LogConfig'), 'Type');
			return driver === 'json-file' ? '' : driver;
		},
	),
	map(
		'log option',
		service => mapAt(objectAt(service, 'logging'), 'options'),
		({ host }) => mapAt(objectAt(host, 'LogConfig'), 'Config'),
	),
	text(
		'IPC',
		service => own(textAt(service, 'ipc')),
		({ host }) => own(textAt(host, 'IpcMode'), 'private', 'shareable'),
	),
	text(
		'PID namespace',
		service => own(textAt(service, 'pid')),
		({ host }) => own(textAt(host, 'PidMode')),
	),
	text(
		'UTS namespace',
		service => textAt(service, 'uts'),
		({ host }) => textAt(host, 'UTSMode'),
	),
	text(
		'user namespace',
		service => textAt(service, 'userns_mode'),
		({ host }) => textAt(host, 'UsernsMode'),
	),
	text(
		'cgroup parent',
		service => textAt(service, 'cgroup_parent'),
		({ host }) => textAt(host, 'CgroupParent'),
	),
	text(
		'runtime',
		service => own(textAt(service, 'runtime'), 'runc'),
		({ host }) => own(textAt(host, 'Runtime'), 'runc'),
	),
];

function number(word: string, field: string, key: string): Facet {
	return text(
		word,
		service => nonZero(scalarAt(service, field)),
		({ host }) => nonZero(scalarAt(host, key)),
	);
}

function cpuFacet(word: string, field: string, key: 'cpuQuota' | 'cpuPeriod'): Facet {
	return text(
		word,
		service => nonZero(scalarAt(service, field)),
		({ host }) => nonZero(String(cpuSettings(host)[key])),
	);
}

const nonZero = (value: string): string => (Number(value) > 0 || Number(value) < -1 ? value : '');

/** A mode, unless it is a default or the container of another service: that one is compared by its id. */
const own = (mode: string, ...defaults: readonly string[]): string =>
	defaults.includes(mode) || /^(service|container):/.test(mode) ? '' : mode;

function restartText(policy: Raw): string {
	const value = formatRestart({
		Name: textAt(policy, 'Name'),
		MaximumRetryCount: numberAt(policy, 'MaximumRetryCount'),
	});
	return value === 'no' ? '' : value;
}

/** The engine sets memory plus swap to twice the memory by default. */
function swapOf(host: Raw): string {
	const swap = numberAt(host, 'MemorySwap');
	return swap === numberAt(host, 'Memory') * 2 ? '' : bytesText(`${swap}`);
}

/** The engine's default is 64 MiB. */
function shmOf(host: Raw): string {
	const size = numberAt(host, 'ShmSize');
	return size === 64 * 2 ** 20 ? '' : bytesText(`${size}`);
}

const driverOf = (logging: Raw): string => {
	const driver = textAt(logging, 'driver');
	return driver === 'json-file' ? '' : driver;
};

const capability = (name: string): string => name.toUpperCase().replace(/^CAP_/, '');

const deviceOf = (device: Raw): string =>
	[textAt(device, 'source'), textAt(device, 'target'), textAt(device, 'permissions') || 'rwm'].join(':');

function ulimitsOf(service: Raw): Readonly<Record<string, string>> {
	const limits = objectAt(service, 'ulimits');
	return Object.fromEntries(
		Object.entries(limits).map(([name, value]) => {
			const both = objectAt(limits, name);
			const single = typeof value === 'number' ? value : numberAt(both, 'single');
			return [name, limitText(single || numberAt(both, 'soft'), single || numberAt(both, 'hard'))];
		}),
	);
}

const limitText = (soft: number, hard: number): string => (soft === hard ? `${soft}` : `${soft}:${hard}`);
