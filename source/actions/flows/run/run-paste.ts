import { quote } from '../../../domain/command.js';
import { runFlags } from '../../../domain/run/flags/run-flags.js';
import { isDockerLine, type ParsedLine, parseRunLine } from '../../../domain/run/parse.js';
import { type LineProblem, runOnly } from '../../../domain/run/parse-argv.js';
import type { RunVerb } from '../../../domain/run/to-argv.js';
import type { ShellEnvironment } from '../../../domain/shell/expand.js';
import type { PastedLine } from '../../../state/modals/modal.js';
import { flagFields, type RowsName, type RunValues } from './run-fields.js';
import { type Folders, readValues, valuesOf } from './run-values.js';

const startsNote = 'Ignored: docker create. This form also starts the container.';
const createsNote = 'This form creates the container and does not start it.';

type Places = { readonly folders: Folders; readonly environment: ShellEnvironment };

/**
 * Reads a pasted text as values of the run form; undefined when it is no docker command. A value that docker refuses goes
 * into its field, whose check shows the reason.
 */
export function pastedRun(
	text: string,
	verb: RunVerb,
	{ folders, environment }: Places,
): PastedLine<RunValues> | undefined {
	if (!isDockerLine(text, environment)) {
		return undefined;
	}
	const parsed = parseRunLine(text, environment);
	if (parsed.refusal !== undefined) {
		return { refusal: parsed.refusal };
	}
	if (parsed.options.image === '') {
		return { refusal: `'docker ${parsed.verb}' requires at least 1 argument` };
	}
	const starts = verb === 'run' && parsed.verb === 'create';
	// A `docker create` line has no flag for the background: run it detached.
	const detach = starts ? true : parsed.options.detach;
	const options = { ...parsed.options, detach };
	const placed = parsed.errors.reduce<Placed>(withRefused, { values: valuesOf(options, verb), unplaced: [] });
	const unsupported = parsed.unsupported.map(({ flag, value }) =>
		value === undefined ? flag : `${flag} ${quote([value])}`,
	);
	const lost = parsed.errors.length > 0 ? [] : lostWords(parsed, valuesOf(options, verb), verb, folders);
	const leftOut = [...unsupported, ...placed.unplaced, ...lost];
	return {
		values: placed.values,
		unsupported: [
			...(starts ? [startsNote] : []),
			...(leftOut.length > 0 ? [`Left out: ${leftOut.join(' · ')}`] : []),
			...parsed.leftOut,
		],
		notes: [...(verb === 'create' && parsed.verb === 'run' ? [createsNote] : []), ...parsed.notes],
	};
}

type Placed = { readonly values: RunValues; readonly unplaced: readonly string[] };

/** Puts a refused value into its field, where the user can correct it; without such a field, lists its error. */
function withRefused({ values, unplaced }: Placed, { flag, value, message }: LineProblem): Placed {
	const name = flag?.replace(/^--/, '') ?? '';
	if (value === undefined) {
		return { values, unplaced: [...unplaced, message] };
	}
	const put = (field: RowsName, row: string): Placed => ({
		values: { ...values, [field]: [...values[field], row] },
		unplaced,
	});
	if (name === 'mount' || name === 'tmpfs') {
		return put('volume', `--${name} ${value}`);
	}
	if (isIn(flagFields.rows, name)) {
		// The form does not submit an empty row.
		return value === '' ? { values, unplaced: [...unplaced, message] } : put(name, value);
	}
	if (isIn(flagFields.text, name)) {
		return value === ''
			? { values, unplaced: [...unplaced, message] }
			: { values: { ...values, [name]: value }, unplaced };
	}
	const own = runFlags.find(other => other.name === name);
	return own?.takesValue ? put('other', quote([`--${name}`, value])) : { values, unplaced: [...unplaced, message] };
}

const isIn = <N extends string>(names: readonly N[], name: string): name is N => names.some(each => each === name);

/** The flags of the line that the form cannot reproduce, such as `--restart ''`. */
function lostWords(parsed: ParsedLine, values: RunValues, verb: RunVerb, folders: Folders): readonly string[] {
	// Rows without a text are not submitted.
	let submitted = values;
	for (const name of flagFields.rows) {
		submitted = { ...submitted, [name]: values[name].filter(row => row.trim() !== '') };
	}
	const again = readValues(submitted, verb, folders).options;
	return runFlags.flatMap(flag => {
		const [before, after] = [quote(flag.write(parsed.options)), quote(flag.write(again))];
		return before === after || before === '' || runOnly.includes(flag.name) ? [] : [before];
	});
}
