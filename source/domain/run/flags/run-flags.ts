import type { Flag } from './flag.js';
import { networkFlags } from './network.js';
import { healthFlags, lifeFlags, processFlags } from './process.js';
import { resourceFlags } from './resources.js';
import { securityFlags } from './security.js';
import { storageFlags } from './storage.js';

/** All supported flags of `docker run`, in the order of a written command. */
export const runFlags: readonly Flag[] = [
	...lifeFlags,
	...networkFlags,
	...storageFlags,
	...resourceFlags,
	...securityFlags,
	...healthFlags,
	...processFlags,
];

/** A flag of docker that is parsed but has no effect here. */
export type UnsupportedFlag = { readonly name: string; readonly short?: string; readonly takesValue: boolean };

/** Flags that are not supported. Source: `docker run --help` of docker CLI 28.2. */
export const unsupportedFlags: readonly UnsupportedFlag[] = [
	{ name: 'help', takesValue: false },
	{ name: 'use-api-socket', takesValue: false },
];

/** Flags that do not change the request: output of the CLI, forwarding of signals, verification of images. */
export const ignoredFlags: readonly UnsupportedFlag[] = [
	{ name: 'quiet', short: 'q', takesValue: false },
	{ name: 'sig-proxy', takesValue: false },
	{ name: 'disable-content-trust', takesValue: false },
];

/** Flags that only an engine on Windows supports. Source: docker/cli cli/command/container/opts.go, annotation `ostype`. */
export const windowsFlags: readonly UnsupportedFlag[] = [
	{ name: 'cpu-count', takesValue: true },
	{ name: 'cpu-percent', takesValue: true },
	{ name: 'io-maxbandwidth', takesValue: true },
	{ name: 'io-maxiops', takesValue: true },
];

/** Flags of `docker` before the verb that select another engine or another configuration. */
export const globalFlags: readonly UnsupportedFlag[] = [
	{ name: 'config', takesValue: true },
	{ name: 'context', short: 'c', takesValue: true },
	{ name: 'host', short: 'H', takesValue: true },
	{ name: 'tls', takesValue: false },
	{ name: 'tlscacert', takesValue: true },
	{ name: 'tlscert', takesValue: true },
	{ name: 'tlskey', takesValue: true },
	{ name: 'tlsverify', takesValue: false },
];

/** Flags of `docker` before the verb that do not change the request. */
export const ignoredGlobalFlags: readonly UnsupportedFlag[] = [
	{ name: 'debug', short: 'D', takesValue: false },
	{ name: 'log-level', short: 'l', takesValue: true },
];
