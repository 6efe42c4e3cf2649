import { numberAt, objectAt, objectsAt, type Raw, textAt } from '../../run/inspect/raw.js';
import { formatBytes } from '../../run/values/bytes.js';
import { formatDuration, parseDuration } from '../../run/values/duration.js';

/** Values of compose's JSON in the spelling that container values are compared in. */

/** A scalar as text: compose prints numbers as numbers or as texts. Empty when there is none. */
export function scalarAt(raw: Raw, key: string): string {
	const value = raw[key];
	return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}

/** A list of texts, or one text as a list. */
export function listAt(raw: Raw, key: string): readonly string[] {
	const value = raw[key];
	return Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? [value] : [];
}

/** A map of texts; a name without a value is left out. */
export const mapAt = (raw: Raw, key: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(objectAt(raw, key)).flatMap(([name, value]) =>
			value === null || value === undefined ? [] : [[name, String(value)]],
		),
	);

/** `67108864` → `64m`; empty for 0 and for no number. */
export function bytesText(text: string): string {
	const bytes = Number(text);
	return text === '' || !Number.isFinite(bytes) || bytes === 0 ? '' : bytes < 0 ? `${bytes}` : formatBytes(bytes);
}

/** Nanoseconds of a duration such as `1m30s`; 0 for none. */
export function nanoseconds(text: string): number {
	if (text === '') {
		return 0;
	}
	try {
		return parseDuration(text);
	} catch {
		return 0;
	}
}

export const durationText = (duration: number): string => (duration === 0 ? '' : formatDuration(duration));

/** `0.50` → `0.5`; empty for 0. */
export const cpusText = (cpus: number): string => (Number.isFinite(cpus) && cpus !== 0 ? `${cpus}` : '');

/** `NAME=value` lines as a map. */
export const pairs = (lines: readonly string[]): Readonly<Record<string, string>> =>
	Object.fromEntries(
		lines.map(line => {
			const at = line.indexOf('=');
			return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
		}),
	);

/** A host's address and the port of the host and the container: `127.0.0.1:8080:80/udp`. */
export function portText(ip: string, hostPort: string, port: string, protocol: string): string {
	const host = ip === '' || ip === '0.0.0.0' ? '' : `${ip.includes(':') ? `[${ip}]` : ip}:`;
	const end = protocol === '' || protocol === 'tcp' ? port : `${port}/${protocol}`;
	return `${host}${hostPort === '' && host === '' ? '' : `${hostPort}:`}${end}`;
}

/** The published ports of a service of the model. */
export const portsOf = (service: Raw): readonly string[] =>
	objectsAt(service, 'ports').map(port =>
		portText(
			textAt(port, 'host_ip'),
			scalarAt(port, 'published'),
			scalarAt(port, 'target'),
			textAt(port, 'protocol') || 'tcp',
		),
	);

/** The limits of `deploy.resources.limits`. */
export const limitsOf = (service: Raw): Raw => objectAt(objectAt(objectAt(service, 'deploy'), 'resources'), 'limits');

/** The restart policy as `--restart` takes it; empty for `no`. Source: docker/compose pkg/compose/create.go, getRestartPolicy. */
export function restartOf(service: Raw): string {
	const own = textAt(service, 'restart');
	if (own !== '') {
		return own === 'no' ? '' : own;
	}
	const policy = objectAt(objectAt(service, 'deploy'), 'restart_policy');
	const condition = textAt(policy, 'condition');
	if (condition === 'on-failure') {
		const attempts = numberAt(policy, 'max_attempts');
		return attempts > 0 ? `on-failure:${attempts}` : 'on-failure';
	}
	return condition === 'any' ? 'always' : condition === 'none' ? '' : condition;
}
