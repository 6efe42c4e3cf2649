import type { CreateRequest } from '../commands/create.js';
import { parseReference } from '../registry/reference.js';
import { runFlags } from './flags/run-flags.js';
import type { RunOptions } from './options.js';
import { parseRunArgv } from './parse-argv.js';
import { containerConfig } from './request/config.js';
import { apiAtLeast, type RequestContext, tooOld } from './request/context.js';
import { endpoints, isMacAddress } from './request/endpoints.js';
import { hostConfig } from './request/host-config.js';
import { normalizePlatform } from './request/platform.js';
import { checkMountVersions } from './request/storage.js';
import { type RunVerb, runArgv } from './to-argv.js';
import { UsageError } from './usage-error.js';

/**
 * Returns the request that docker CLI 28.2 sends for these options. Throws UsageError with docker's message.
 * Source: docker/cli cli/command/container/opts.go, create.go.
 */
export function createRequest(options: RunOptions, verb: RunVerb, context: RequestContext): CreateRequest {
	checkFlags(options, verb);
	checkVersions(options, context.apiVersion);
	if (!['', 'always', 'missing', 'never'].includes(options.pull)) {
		const choice = 'must be one of "always", "missing" or "never"';
		throw new UsageError(`invalid pull option: '${options.pull}': ${choice}`, '--pull');
	}
	if (options.macAddress !== '' && !isMacAddress(options.macAddress.trim())) {
		throw new UsageError(`${options.macAddress} is not a valid mac address`, '--mac-address');
	}
	const config = containerConfig(options, verb, context);
	const host = hostConfig(options, context);
	const networks = endpoints(options);
	checkBodyVersions(host, networks, context.apiVersion);
	checkImage(options.image);
	return {
		...(options.name === '' ? {} : { name: options.name }),
		...(options.platform === '' ? {} : { platform: normalizePlatform(options.platform, context.platform) }),
		body: { ...config, HostConfig: host, NetworkingConfig: { EndpointsConfig: networks } },
	};
}

/** Options may come from a form, so they get the same checks as the equivalent command line. */
function checkFlags(options: RunOptions, verb: RunVerb): void {
	const [problem] = parseRunArgv(runArgv(options, verb).slice(2), verb).errors;
	if (problem !== undefined) {
		throw new UsageError(problem.message, problem.flag);
	}
}

/** Refuses flags that the engine's API version does not support. */
function checkVersions(options: RunOptions, apiVersion: string): void {
	for (const flag of runFlags) {
		if (flag.since !== undefined && !apiAtLeast(apiVersion, flag.since) && flag.write(options).length > 0) {
			throw new UsageError(tooOld(`--${flag.name}`, flag.since, apiVersion), `--${flag.name}`);
		}
	}
}

function checkBodyVersions(
	host: Readonly<Record<string, unknown>>,
	networks: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
	apiVersion: string,
): void {
	checkMountVersions(host.Mounts as readonly Record<string, unknown>[] | undefined, apiVersion);
	const withMac = Object.values(networks).some(settings => settings.MacAddress !== '');
	if (withMac && !apiAtLeast(apiVersion, '1.44')) {
		throw new UsageError(tooOld('specify mac-address per network', '1.44', apiVersion), '--mac-address');
	}
}

/** Checks that an image is a reference, a full id or a digest. Source: distribution/reference ParseAnyReference. */
function checkImage(image: string): void {
	const parsed = parseReference(image);
	if (!parsed.ok && !/^(sha256:)?[a-f0-9]{64}$/.test(image)) {
		throw new UsageError(parsed.error);
	}
}
