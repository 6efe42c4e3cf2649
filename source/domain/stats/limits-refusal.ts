import { problemIn } from '../run/usage-error.js';
import { validateCpus, validateInteger, validateMemory, validateMemorySwap, validateRestart } from '../run/validate.js';
import { formatBytes, parseBytesFlag, parseSwapFlag } from '../run/values/bytes.js';
import { parseCpus } from '../run/values/cpus.js';
import { type LimitSupport, whyDropped } from './dropped-limits.js';
import { parseCpuset } from './limits.js';
import {
	changedLimits,
	type LimitName,
	type LimitTexts,
	needsSwap,
	type PresentLimits,
	presentTexts,
} from './limits-change.js';

type Errors = Readonly<Partial<Record<LimitName | '', string>>>;
type Check = (text: string, host: { readonly cpus: number }) => string | undefined;

/** Checks of single values, with docker's messages where docker has one. Source: moby daemon/daemon_unix.go. */
const checks: Readonly<Partial<Record<LimitName, Check>>> = {
	memory: validateMemory,
	memorySwap: validateMemorySwap,
	memoryReservation: validateMemory,
	cpus: (text, { cpus }) => validateCpus(text) ?? (text === '' ? undefined : cpusProblem(text, cpus)),
	cpuPeriod: integer(value =>
		value < 1000 || value > 1_000_000
			? 'CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)'
			: undefined,
	),
	cpuQuota: integer(value =>
		value !== -1 && value < 1000 ? 'CPU cfs quota can not be less than 1ms (i.e. 1000); -1 is no limit' : undefined,
	),
	cpuShares: integer(value => (value < 2 ? 'at least 2 shares; the default is 1024' : undefined)),
	cpusetCpus: text => (parseCpuset(text) === undefined ? 'a list such as 0-3,5' : undefined),
	pidsLimit: integer(value => (value === 0 || value < -1 ? 'a number of processes; -1 is no limit' : undefined)),
	restart: validateRestart,
};

/** Values that mean "no limit": the engine does not change a limit for zero or an empty value. */
const insteadOfNone: Readonly<Partial<Record<LimitName, string>>> = {
	memorySwap: '-1 is no limit',
	cpuQuota: '-1 is no limit',
	pidsLimit: '-1 is no limit',
	restart: 'no means no restart',
};

/**
 * Returns the reasons why the engine would refuse or drop these limits, by field; under `''` when nothing has changed. Source: moby
 * container/container_unix.go, UpdateContainer; daemon/daemon_unix.go, verifyPlatformContainerResources.
 */
export function limitErrors(
	texts: LimitTexts,
	present: PresentLimits,
	host: { readonly cpus: number } & LimitSupport,
): Errors {
	const before = presentTexts(present);
	const errors: Partial<Record<LimitName | '', string>> = {};
	for (const name of Object.keys(texts) as LimitName[]) {
		const error =
			texts[name] === '' && before[name] !== ''
				? `${insteadOfNone[name] ?? 'cannot be removed'}: a limit can only be changed`
				: texts[name] === before[name]
					? undefined
					: (whyDropped(name, host) ?? checks[name]?.(texts[name], host));
		if (error !== undefined) {
			errors[name] = error;
		}
	}
	if (Object.keys(errors).length > 0) {
		return errors;
	}
	const changed = changedLimits(texts, before);
	if (changed.length === 0) {
		return { '': 'nothing is changed yet' };
	}
	return { ...memoryErrors(texts, changed, present), ...otherErrors(texts, changed, present) };
}

function memoryErrors(texts: LimitTexts, changed: readonly LimitName[], present: PresentLimits): Errors {
	const memory = texts.memory === '' ? 0 : parseBytesFlag(texts.memory);
	const swap = texts.memorySwap === '' ? 0 : parseSwapFlag(texts.memorySwap);
	const reservation = texts.memoryReservation === '' ? 0 : parseBytesFlag(texts.memoryReservation);
	const touched = (...names: LimitName[]) => names.some(name => changed.includes(name));
	if (touched('memorySwap') && swap > 0 && memory === 0) {
		return { memorySwap: 'You should always set the Memory limit when using Memoryswap limit' };
	}
	if (touched('memory') && swap === 0 && needsSwap(memory, present)) {
		return {
			memorySwap: `${formatBytes(memory * 2)} is usual, -1 is no limit: needed with a new memory limit`,
		};
	}
	if (touched('memory', 'memorySwap') && swap > 0 && swap < memory) {
		return { memorySwap: `at least ${formatBytes(memory)}, or -1: it is memory and swap together` };
	}
	if (touched('memory', 'memoryReservation') && memory > 0 && reservation > memory) {
		return { memoryReservation: 'Minimum memory limit can not be less than memory reservation limit' };
	}
	return {};
}

function otherErrors(texts: LimitTexts, changed: readonly LimitName[], { autoRemove }: PresentLimits): Errors {
	if (texts.cpus !== '' && (texts.cpuPeriod !== '' || texts.cpuQuota !== '')) {
		return { cpus: 'Conflicting options: CPUs, and period or quota, cannot both be set' };
	}
	if (changed.includes('restart') && autoRemove && texts.restart !== 'no') {
		return { restart: 'Restart policy cannot be updated because AutoRemove is enabled for the container' };
	}
	return {};
}

function integer(problem: (value: number) => string | undefined): Check {
	return text => validateInteger(text) ?? (text === '' ? undefined : problem(Number(text)));
}

function cpusProblem(text: string, cpus: number): string | undefined {
	const unreadable = problemIn(() => parseCpus(text));
	if (unreadable !== undefined || cpus === 0) {
		return unreadable;
	}
	const cores = Number(parseCpus(text)) / 1e9;
	if (cores >= 0.01 && cores <= cpus) {
		return undefined;
	}
	return `range of CPUs is from 0.01 to ${cpus.toFixed(2)}, as there are only ${cpus} CPUs available`;
}
