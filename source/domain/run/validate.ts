import { containerNameProblem, parseReference } from '../registry/reference.js';
import { environmentName, labelName } from './flags/checks.js';
import { type MountRow, parseMount, parseTmpfs, parseVolume } from './rows/mount-row.js';
import { parseNetwork } from './rows/network-row.js';
import { parsePublish } from './rows/publish-row.js';
import { problemIn, UsageError } from './usage-error.js';
import { parseBytesFlag, parseSwapFlag } from './values/bytes.js';
import { parseCpus } from './values/cpus.js';
import { type Integer, parseGoInt } from './values/go-values.js';
import { parseRestart, type RestartBody } from './values/restart.js';

/** Check of one form field. Returns the message to show beside the field; undefined for a valid text. */
export type Validator = (text: string) => string | undefined;

const of =
	(parse: (text: string) => unknown): Validator =>
	text =>
		problemIn(() => parse(text));

const optional =
	(validator: Validator): Validator =>
	text =>
		text === '' ? undefined : validator(text);

/** `[ip:][host:]container[/protocol]`, as `--publish` takes it. */
export const validatePort = of(parsePublish);
/** `NAME=value` or `NAME`. */
export const validateEnv = of(environmentName);
/** `name=value`. */
export const validateLabel = of(labelName);
/** A value of `-v` with an absolute target, as the engine requires. */
export const validateVolume = of(text => absoluteTarget(parseVolume(text)));
/** A value of `--mount`. */
export const validateMount = of(parseMount);
/** A value of `--tmpfs`. */
export const validateTmpfs = of(text => absoluteTarget(parseTmpfs(text)));
/** Bytes such as `300m`; empty means no limit. The engine requires at least 6m. Source: moby daemon linuxMinMemory. */
export const validateMemory = optional(of(text => atLeastSixMegabytes(parseBytesFlag(text))));
/** Bytes of memory plus swap, or -1; empty means the engine's default. */
export const validateMemorySwap = optional(of(parseSwapFlag));
/** A number of cores; empty means no limit. */
export const validateCpus = optional(of(text => notNegative(parseCpus(text))));
/** A whole number; empty means the default. */
export const validateInteger = optional(of(parseGoInt));
/** A value of `--network`. */
export const validateNetwork = of(parseNetwork);
/** `no`, `always`, `unless-stopped`, `on-failure[:count]`; with the engine's message where the CLI does not check. */
export const validateRestart = of(text => knownPolicy(parseRestart(text)));

/** A container's name; empty means a name that the engine generates. */
export const validateName = optional(containerNameProblem);
/** An image reference in docker's grammar. */
export const validateImage: Validator = text => {
	const parsed = parseReference(text);
	return parsed.ok ? undefined : parsed.error;
};

function absoluteTarget(row: MountRow): void {
	if (row.kind !== 'mount' && !row.target.startsWith('/') && !/^[a-zA-Z]:/.test(row.target)) {
		throw new UsageError(`invalid mount path: '${row.target}' mount path must be absolute`);
	}
	if (row.kind === 'volume' && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(row.source)) {
		const rule = 'only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed';
		throw new UsageError(`"${row.source}" includes invalid characters for a local volume name, ${rule}`);
	}
}

function atLeastSixMegabytes(bytes: number): void {
	if (bytes > 0 && bytes < 6 * 1024 ** 2) {
		throw new UsageError('Minimum memory limit allowed is 6MB');
	}
}

function notNegative(nanoCpus: Integer): void {
	if (nanoCpus < 0) {
		throw new UsageError('range of CPUs is from 0.01 to the number of cores of the host');
	}
}

function knownPolicy({ Name, MaximumRetryCount }: RestartBody): void {
	if (!['', 'no', 'always', 'unless-stopped', 'on-failure'].includes(Name)) {
		const known = 'use one of "no", "always", "on-failure", or "unless-stopped"';
		throw new UsageError(`invalid restart policy: unknown policy '${Name}'; ${known}`);
	}
	if (MaximumRetryCount > 0 && Name !== 'on-failure') {
		throw new UsageError("invalid restart policy: maximum retry count can only be used with 'on-failure'");
	}
	if (MaximumRetryCount < 0) {
		throw new UsageError('invalid restart policy: maximum retry count cannot be negative');
	}
}
