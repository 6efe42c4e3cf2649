import { quote } from '../../../domain/command.js';
import { runFlags } from '../../../domain/run/flags/run-flags.js';
import { isDockerLine, type ParsedLine, parseRunLine } from '../../../domain/run/parse.js';
import type { LineProblem } from '../../../domain/run/parse-argv.js';
import type { RunVerb } from '../../../domain/run/to-argv.js';
import type { ShellEnvironment } from '../../../domain/shell/expand.js';
import type { FormValues, PastedLine } from '../../../state/modals/modal.js';
import { flagFields } from './run-fields.js';
import { type Folders, readValues, rowsIn, valuesOf } from './run-values.js';

type Places = { readonly folders: Folders; readonly environment: ShellEnvironment };

/**
 * A pasted text as values of the run form; undefined when it is no command of docker. A value that docker refuses goes into
 * its field, whose own check says why.
 */
export function pastedRun(text: string, verb: RunVerb, { folders, environment }: Places): PastedLine | undefined {
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
	// `docker create` does not say whether it will be started in the background.
	const detach = verb === 'run' && parsed.verb === 'create' ? true : parsed.options.detach;
	const options = { ...parsed.options, detach };
	const placed = parsed.errors.reduce(withRefused, { values: valuesOf(options, verb), unplaced: [] as string[] });
	const unsupported = parsed.unsupported.map(({ flag, value }) =>
		value === undefined ? flag : `${flag} ${quote([value])}`,
	);
	const lost = parsed.errors.length > 0 ? [] : lostWords(parsed, valuesOf(options, verb), verb, folders);
	const notTaken = [...unsupported, ...placed.unplaced, ...lost];
	return {
		values: placed.values,
		unsupported: [...(notTaken.length > 0 ? [`Not taken over: ${notTaken.join(' · ')}`] : []), ...parsed.leftOut],
		notes: parsed.notes,
	};
}

type Placed = { readonly values: FormValues; readonly unplaced: readonly string[] };

/** Puts a refused value where it can be corrected; its sentence is listed where there is no such place. */
function withRefused({ values, unplaced }: Placed, { flag, value, message }: LineProblem): Placed {
	const name = flag?.replace(/^--/, '') ?? '';
	if (value === undefined) {
		return { values, unplaced: [...unplaced, message] };
	}
	const put = (field: string, row: string) => ({
		values: { ...values, [field]: [...rowsIn(values, field), row] },
		unplaced,
	});
	if (name === 'mount' || name === 'tmpfs') {
		return put('volume', `--${name} ${value}`);
	}
	if (isIn(flagFields.rows, name)) {
		// An empty row would be read as none.
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

const isIn = (names: readonly string[], name: string): boolean => names.includes(name);

/** The flags of the line that the form would not say again, such as `--restart ''`. */
function lostWords(parsed: ParsedLine, values: FormValues, verb: RunVerb, folders: Folders): readonly string[] {
	// Rows without a text are not submitted.
	const rows = flagFields.rows.map(name => [name, rowsIn(values, name).filter(row => row.trim() !== '')] as const);
	const again = readValues({ ...values, ...Object.fromEntries(rows) }, verb, folders).options;
	return runFlags.flatMap(flag => {
		const [said, kept] = [flag.write(parsed.options), flag.write(again)].map(quote);
		return said === kept || said === '' || flag.name === 'detach' ? [] : [said!];
	});
}
