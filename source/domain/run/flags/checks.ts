import { UsageError } from '../usage-error.js';
import { goQuote } from '../values/go-values.js';
import { canonicalIp } from '../values/ip-address.js';

/**
 * `STDIN` → `stdin`. Each check returns the value in docker's form and throws UsageError with docker's message.
 * Source: docker/cli opts.
 */
export function attachStream(text: string): string {
	const name = text.toLowerCase();
	if (!['stdin', 'stdout', 'stderr'].includes(name)) {
		throw new UsageError('valid streams are STDIN, STDOUT and STDERR');
	}
	return name;
}

/** The address of a name server in canonical form. */
export function nameServer(text: string): string {
	const ip = canonicalIp(text.trim());
	if (ip === undefined) {
		throw new UsageError(`IP address is not correctly formatted: ${text}`);
	}
	return ip;
}

const domain = /^([a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*)\.?\s*$/;

/** A DNS search domain without its last dot; `.` for none. */
export function dnsDomain(text: string): string {
	const trimmed = text.replace(/^ +| +$/g, '');
	if (trimmed === '.') {
		return trimmed;
	}
	const match = domain.exec(trimmed);
	if (match === null || !/[a-zA-Z]/.test(trimmed) || match[1]!.length >= 255) {
		throw new UsageError(`${trimmed} is not a valid domain`);
	}
	return match[1]!;
}

/** `name:ip` or `name=ip` as `name:ip`. */
export function hostMapping(text: string): string {
	const separator = text.includes('=') ? '=' : ':';
	const at = text.indexOf(separator);
	const name = text.slice(0, Math.max(at, 0));
	if (name === '' || name.includes(':')) {
		throw new UsageError(`bad format for add-host: ${goQuote(text)}`);
	}
	const value = text.slice(at + 1);
	const ip = /^\[.+\]$/.test(value) ? value.slice(1, -1) : value;
	if (ip !== 'host-gateway' && canonicalIp(ip.trim()) === undefined) {
		throw new UsageError(`invalid IP address in add-host: ${goQuote(ip)}`);
	}
	return `${name}:${ip}`;
}

/** `container` or `container:alias`. */
export function linkSpec(text: string): string {
	if (text === '') {
		throw new UsageError('empty string specified for links');
	}
	if (text.split(':').length > 2) {
		throw new UsageError(`bad format for links: ${text}`);
	}
	return text;
}

/** Refuses a variable without a name. */
export function environmentName(text: string): void {
	if (text === '' || text.startsWith('=')) {
		throw new UsageError(`invalid environment variable: ${text}`);
	}
}

/** Refuses a label without a name or with blanks in it. */
export function labelName(text: string): void {
	const name = text.split('=')[0]!.replace(/^[ \t]+/, '');
	if (name === '') {
		throw new UsageError(`invalid label '${text}': empty name`);
	}
	if (/[ \t]/.test(name)) {
		throw new UsageError(`label '${name}' contains whitespaces`);
	}
}

const allowedSysctl = /^(net\.|fs\.mqueue\.|kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)$)/;

/** Refuses sysctls that are not namespaced, since a container cannot set them. */
export function sysctlName(text: string): void {
	const at = text.indexOf('=');
	const name = text.slice(0, Math.max(at, 0));
	if (!allowedSysctl.test(name)) {
		throw new UsageError(`sysctl '${text}' is not allowed`);
	}
}

/** Checks a device cgroup rule such as `c 1:3 mr`. */
export function cgroupRule(text: string): string {
	if (!/^[acb] ([0-9]+|\*):([0-9]+|\*) [rwm]{1,3}$/.test(text)) {
		throw new UsageError(`invalid device cgroup format '${text}'`);
	}
	return text;
}
