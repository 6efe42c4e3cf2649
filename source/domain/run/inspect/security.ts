import type { ContainerDefaults } from '../../nouns/host.js';
import type { RunOptions } from '../options.js';
import { formatCsvLine } from '../values/csv.js';
import { numberAt, objectsAt, pairsAt, type Raw, textAt, textsAt } from './raw.js';

/** Privileges, devices and name spaces. */
export function securityOf(host: Raw, defaults: ContainerDefaults): Partial<RunOptions> {
	const privileged = host.Privileged === true;
	const uncovered = !privileged && Array.isArray(host.MaskedPaths) && host.MaskedPaths.length === 0;
	const requests = objectsAt(host, 'DeviceRequests');
	return {
		privileged,
		capAdd: textsAt(host, 'CapAdd'),
		capDrop: textsAt(host, 'CapDrop'),
		securityOpt: [...securityOptions(host), ...(uncovered ? ['systempaths=unconfined'] : [])],
		device: [
			...objectsAt(host, 'Devices').map(deviceText),
			...requests.filter(isCdi).flatMap(request => textsAt(request, 'DeviceIDs')),
		],
		deviceCgroupRule: textsAt(host, 'DeviceCgroupRules'),
		gpus: requests.filter(request => !isCdi(request)).map(gpuText),
		sysctl: pairsAt(host, 'Sysctls'),
		groupAdd: textsAt(host, 'GroupAdd'),
		cgroupParent: textAt(host, 'CgroupParent'),
		cgroupns: unless(defaults.cgroupns, textAt(host, 'CgroupnsMode')),
		ipc: unless('private', textAt(host, 'IpcMode')),
		pid: textAt(host, 'PidMode'),
		userns: textAt(host, 'UsernsMode'),
		uts: textAt(host, 'UTSMode'),
		isolation: textAt(host, 'Isolation'),
		runtime: unless(defaults.runtime, textAt(host, 'Runtime')),
	};
}

/**
 * Leaves out the SELinux labels that the engine adds to a container that shares a namespace or is privileged: it adds
 * them again. Source: moby daemon/daemon.go, generateSecurityOpt.
 */
function securityOptions(host: Raw): readonly string[] {
	const options = textsAt(host, 'SecurityOpt');
	const shared = [textAt(host, 'IpcMode'), textAt(host, 'PidMode')];
	if (host.Privileged === true || shared.includes('host')) {
		return options.filter(option => option !== 'label=disable');
	}
	return shared.some(mode => mode.startsWith('container:'))
		? options.filter(option => !/^label=(user|role|type|level):/.test(option))
		: options;
}

/** Leaves out a value that is the engine's default. */
function unless(standard: string, value: string): string {
	return value === standard ? '' : value;
}

function isCdi(request: Raw): boolean {
	return textAt(request, 'Driver') === 'cdi';
}

function deviceText(device: Raw): string {
	const [host, inside] = [textAt(device, 'PathOnHost'), textAt(device, 'PathInContainer')];
	const permissions = textAt(device, 'CgroupPermissions');
	return [host, ...(inside === host ? [] : [inside]), ...(permissions === 'rwm' ? [] : [permissions])].join(':');
}

function gpuText(request: Raw): string {
	const devices = textsAt(request, 'DeviceIDs');
	const count = numberAt(request, 'Count');
	const [wanted] = Array.isArray(request.Capabilities) ? (request.Capabilities as string[][]) : [];
	const capabilities = (wanted ?? []).filter(name => name !== 'gpu');
	const options = pairsAt(request, 'Options').map(({ name, value }) => `${name}=${value}`);
	return formatCsvLine([
		...(textAt(request, 'Driver') === '' ? [] : [`driver=${textAt(request, 'Driver')}`]),
		...(devices.length > 0 ? [`device=${devices.join(',')}`] : count === -1 ? ['all'] : [`count=${count}`]),
		...(capabilities.length > 0 ? [`capabilities=${capabilities.join(',')}`] : []),
		...(options.length > 0 ? [`options=${formatCsvLine(options)}`] : []),
	]);
}
