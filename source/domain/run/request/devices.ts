import type { RunOptions } from '../options.js';
import { UsageError } from '../usage-error.js';
import { type DeviceRequest, parseDeviceRequest } from '../values/gpus.js';
import { cleanPath } from '../values/paths.js';

type DeviceMapping = {
	readonly PathOnHost: string;
	readonly PathInContainer: string;
	readonly CgroupPermissions: string;
};

/** `vendor.com/class=name`: a device of the Container Device Interface. Source: tags.cncf.io/container-device-interface. */
const qualifiedName = /^[A-Za-z]([\w.-]*[A-Za-z0-9])?\/[A-Za-z]([\w-]*[A-Za-z0-9])?=[A-Za-z0-9]([\w.:-]*[A-Za-z0-9])?$/;

/** `Devices`; throws UsageError with docker's message. */
export function deviceMappings({ device }: RunOptions): DeviceMapping[] {
	return device.filter(text => !qualifiedName.test(text)).map(parseDevice);
}

/** `DeviceRequests`: GPUs, and devices with a CDI name; null when there are none. */
export function deviceRequests({ gpus, device }: RunOptions): DeviceRequest[] | null {
	const names = device.filter(text => qualifiedName.test(text));
	const requests = gpus.map(parseDeviceRequest);
	if (names.length > 0) {
		requests.push({ Driver: 'cdi', Count: 0, DeviceIDs: names, Capabilities: null, Options: null });
	}
	return requests.length === 0 ? null : requests;
}

/** Reads `host[:container][:rwm]`. Source: docker/cli validateLinuxPath, parseLinuxDevice. */
export function parseDevice(text: string): DeviceMapping {
	const [host = '', second, third, ...more] = text.split(':');
	if (host === '' || more.length > 0) {
		throw new UsageError(`bad format for path: ${text}`, '--device');
	}
	const secondIsMode = second !== undefined && third === undefined && isMode(second);
	if (third !== undefined && !isMode(third)) {
		throw new UsageError(`bad mode specified: ${third}`, '--device');
	}
	const target = second === undefined || secondIsMode ? host : second;
	if (!target.startsWith('/')) {
		throw new UsageError(`${target} is not an absolute path`, '--device');
	}
	const source = second === undefined || secondIsMode ? cleanPath(host) : host;
	return {
		PathOnHost: source,
		PathInContainer: second === undefined || secondIsMode ? source : third === undefined ? cleanPath(target) : target,
		CgroupPermissions: third ?? (secondIsMode ? second : 'rwm'),
	};
}

function isMode(text: string): boolean {
	return /^[rwm]+$/.test(text) && new Set(text).size === text.length;
}
