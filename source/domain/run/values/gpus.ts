import { UsageError } from '../usage-error.js';
import { parseCsvLine } from './csv.js';

/** An entry of `HostConfig.DeviceRequests`. */
export type DeviceRequest = {
	readonly Driver: string;
	/** -1 means all devices. */
	readonly Count: number;
	readonly DeviceIDs: readonly string[] | null;
	readonly Capabilities: readonly (readonly string[])[] | null;
	readonly Options: Readonly<Record<string, string>> | null;
};

/** Reads `all`, `2`, `device=0` or `"device=0,1",capabilities=utility`; throws UsageError. Source: docker/cli opts/gpus.go. */
export function parseDeviceRequest(text: string): DeviceRequest {
	const seen = new Map<string, string>();
	for (const field of parseCsvLine(text)) {
		const at = field.indexOf('=');
		const key = at < 0 ? field : field.slice(0, at);
		if (seen.has(key)) {
			throw new UsageError(`gpu request key '${key}' can be specified only once`);
		}
		seen.set(key, field.slice(at + 1));
		if (at < 0) {
			seen.set('count', String(countOf(key)));
		} else if (!['driver', 'count', 'device', 'capabilities', 'options'].includes(key)) {
			throw new UsageError(`unexpected key '${key}' in '${field}'`);
		}
	}
	const devices = seen.get('device')?.split(',') ?? null;
	const count = seen.get('count');
	return {
		Driver: seen.get('driver') ?? '',
		Count: count === undefined ? (devices === null ? 1 : 0) : countOf(count),
		DeviceIDs: devices,
		Capabilities: [[...(seen.get('capabilities')?.split(',') ?? []), 'gpu']],
		Options: optionsOf(seen.get('options')),
	};
}

function countOf(text: string): number {
	if (text === 'all') {
		return -1;
	}
	if (!/^[+-]?\d+$/.test(text)) {
		throw new UsageError(`invalid count (${text}): value must be either "all" or an integer: invalid syntax`);
	}
	return Number(text);
}

function optionsOf(text: string | undefined): Record<string, string> {
	const options: Record<string, string> = {};
	for (const field of text === undefined ? [] : parseCsvLine(text)) {
		const at = field.indexOf('=');
		options[at < 0 ? field : field.slice(0, at)] = at < 0 ? '' : field.slice(at + 1);
	}
	return options;
}
