import type { Flag } from './flag.js';
import { healthFlags } from './health.js';
import { networkFlags } from './network.js';
import { lifeFlags, processFlags } from './process.js';
import { resourceFlags } from './resources.js';
import { securityFlags } from './security.js';
import { storageFlags } from './storage.js';

/** Every supported flag of `docker run`, in the order in which we write them. */
export const runFlags: readonly Flag[] = [
	...lifeFlags,
	...networkFlags,
	...storageFlags,
	...resourceFlags,
	...securityFlags,
	...healthFlags,
	...processFlags,
];

/** A flag that docker has and we do not follow: what it does is the CLI's own business or Windows'. */
export type UnsupportedFlag = { readonly name: string; readonly short?: string; readonly takesValue: boolean };

/** Source: `docker run --help` of docker CLI 28.2. */
export const unsupportedFlags: readonly UnsupportedFlag[] = [
	{ name: 'cidfile', takesValue: true },
	{ name: 'cpu-count', takesValue: true },
	{ name: 'cpu-percent', takesValue: true },
	{ name: 'detach-keys', takesValue: true },
	{ name: 'disable-content-trust', takesValue: false },
	{ name: 'help', takesValue: false },
	{ name: 'io-maxbandwidth', takesValue: true },
	{ name: 'io-maxiops', takesValue: true },
	{ name: 'kernel-memory', takesValue: true },
	{ name: 'quiet', short: 'q', takesValue: false },
	{ name: 'sig-proxy', takesValue: false },
	{ name: 'use-api-socket', takesValue: false },
];

/** Flags of `docker` itself, before the verb. */
export const globalFlags: readonly UnsupportedFlag[] = [
	{ name: 'config', takesValue: true },
	{ name: 'context', short: 'c', takesValue: true },
	{ name: 'debug', short: 'D', takesValue: false },
	{ name: 'host', short: 'H', takesValue: true },
	{ name: 'log-level', short: 'l', takesValue: true },
	{ name: 'tls', takesValue: false },
	{ name: 'tlscacert', takesValue: true },
	{ name: 'tlscert', takesValue: true },
	{ name: 'tlskey', takesValue: true },
	{ name: 'tlsverify', takesValue: false },
];
