import { splitShellWords } from '../../../domain/command.js';
import { parseRunArgv } from '../../../domain/run/parse-argv.js';
import type { RequestContext } from '../../../domain/run/request/context.js';
import { seccompProfiles } from '../../../domain/run/request/security.js';
import { createRequest } from '../../../domain/run/request.js';
import type { RunVerb } from '../../../domain/run/to-argv.js';
import { UsageError } from '../../../domain/run/usage-error.js';
import {
	type Validator,
	validateCpus,
	validateEnv,
	validateImage,
	validateInteger,
	validateLabel,
	validateMemory,
	validateMemorySwap,
	validateMount,
	validateName,
	validateNetwork,
	validatePort,
	validateRestart,
	validateTmpfs,
	validateVolume,
} from '../../../domain/run/validate.js';
import { type LimitSupport, whyDropped } from '../../../domain/stats/dropped-limits.js';
import type { Sentences } from '../../../state/modals/modal.js';
import { wordsOf } from '../../failure.js';
import { hasField, type RowsName, type RunValues, type TextName } from './run-fields.js';
import { type Folders, mountWords, readValues } from './run-values.js';

const texts: readonly (readonly [TextName, Validator])[] = [
	['name', validateName],
	['cpus', validateCpus],
	['memory', validateMemory],
	['restart', validateRestart],
	['memory-swap', validateMemorySwap],
	['cpu-period', validateInteger],
	['cpu-quota', validateInteger],
	['pids-limit', validateInteger],
	['command', splitProblem],
];

type RowValidator = (text: string, folders: Folders, verb: RunVerb) => string | undefined;

const rows: readonly (readonly [RowsName, RowValidator])[] = [
	['publish', validatePort],
	['env', validateEnv],
	['label', validateLabel],
	['network', validateNetwork],
	['volume', mountProblem],
	['other', (text, _, verb) => otherProblem(text, verb)],
];

function mountProblem(text: string, folders: Folders): string | undefined {
	const [flag, value] = mountWords(text, folders);
	switch (flag) {
		case '--mount':
			return validateMount(value);
		case '--tmpfs':
			return validateTmpfs(value);
		default:
			return validateVolume(value);
	}
}

type Surroundings = {
	verb: RunVerb;
	folders: Folders;
	/** The surroundings of the request. */
	context: RequestContext;
	host: LimitSupport | undefined;
};

/** The errors of a run form in docker's words, and the limits that the engine would drop. */
export function validateRun(values: RunValues, { verb, folders, context, host }: Surroundings): Sentences {
	const errors: Record<string, string> = {};
	const note = (key: string, problem: string | undefined) => {
		if (problem !== undefined) {
			errors[key] = problem;
		}
	};
	note('image', imageProblem(values.image.trim()));
	for (const [name, check] of texts) {
		const value = values[name].trim();
		note(name, check(value) ?? (value === '' ? undefined : whyDropped(name, host)));
	}
	for (const [name, check] of rows) {
		for (const [index, row] of values[name].entries()) {
			note(`${name}.${index}`, check(row.trim(), folders, verb));
		}
	}
	const hasQuota = values['cpu-period'].trim() !== '' || values['cpu-quota'].trim() !== '';
	if (values.cpus.trim() !== '' && hasQuota) {
		errors.cpus ??= 'either this or a period with a quota';
	}
	return Object.keys(errors).length > 0 ? errors : wholeProblem(values, verb, folders, context);
}

/** The errors that docker finds only in all flags together. */
function wholeProblem(values: RunValues, verb: RunVerb, folders: Folders, context: RequestContext): Sentences {
	const { options, errors } = readValues(values, verb, folders);
	if (errors[0]) {
		return { [placeOf(errors[0].flag)]: errors[0].message };
	}
	try {
		// Files are read on submit; until then they count as empty.
		const files = Object.fromEntries([
			...[...options.envFile, ...options.labelFile].map(path => [path, '']),
			...seccompProfiles(options.securityOpt).map(path => [path, '{}']),
		]);
		createRequest(options, verb, { ...context, files });
		return {};
	} catch (error) {
		if (error instanceof UsageError) {
			return { [placeOf(error.flag)]: error.message };
		}
		throw error;
	}
}

/** The field for a flag's error; `''` for the whole form. */
function placeOf(flag: string | undefined): string {
	const name = flag?.replace(/^--/, '') ?? '';
	return hasField(name) && !['detach', 'interactive', 'tty', 'mount', 'tmpfs'].includes(name) ? name : '';
}

function imageProblem(image: string): string | undefined {
	if (image === '') {
		return 'an image is needed';
	}
	return /^(sha256:)?[a-f0-9]{64}$/.test(image) ? undefined : validateImage(image);
}

/** The reason why a text cannot be split into words. */
function splitProblem(text: string): string | undefined {
	try {
		splitShellWords(text);
		return undefined;
	} catch (error) {
		return wordsOf(error);
	}
}

/** The error of a row of other flags, which must hold one whole, supported flag. */
function otherProblem(text: string, verb: RunVerb): string | undefined {
	const unclosed = splitProblem(text);
	if (unclosed !== undefined) {
		return unclosed;
	}
	const split = splitShellWords(text);
	if (!split[0]?.startsWith('-')) {
		return 'a flag such as --cap-add NET_ADMIN';
	}
	const { options, errors, unsupported } = parseRunArgv([...split, '\0'], verb);
	if (unsupported[0]) {
		return `${unsupported[0].flag} is not supported`;
	}
	// `\0` stands for the image. When it is not read as the image, a flag has taken it as its value.
	if (options.image === '') {
		return `flag needs an argument: ${split.at(-1)}`;
	}
	if (errors[0]) {
		return errors[0].message;
	}
	return options.image === '\0' ? undefined : `${options.image} belongs to no flag`;
}
