import { dirname, resolve } from 'node:path';

/** A file that a compose file names. */
type Reference = {
	readonly path: string;
	/** The folder of the relative paths in it; undefined for an env file, which names no other file. */
	readonly folder: string | undefined;
};

/** At most this many named files are followed, through at most this many files in a chain. */
const maxFiles = 100;
const maxDepth = 8;
/** A longer file is not searched: parsing 256 KiB of YAML takes about 0.2 s. Characters. */
const maxLength = 256 * 1024;

type Reader = (path: string) => Promise<string | undefined>;

type Surroundings = {
	readonly read: Reader;
	/** The value of a variable in a path. */
	readonly variableOf: (name: string) => string | undefined;
};

/** The paths of named files, and the names of those whose place is not known. */
export type Referenced = { readonly paths: readonly string[]; readonly unknown: readonly string[] };

/**
 * Returns the files that compose files name: by `include`, by `extends` and by `env_file`, and those that these name. This only finds
 * files to look at: compose itself reads them. Source: compose-spec 14-include.md, 05-services.md, 12-interpolation.md.
 */
export async function referencedFiles(
	roots: readonly string[],
	workingDir: string,
	{ read, variableOf }: Surroundings,
): Promise<Referenced> {
	const seen = new Set(roots);
	const found: string[] = [];
	const unknown = new Set<string>();
	/** The path with its variables replaced; notes it as unknown if that is not possible. */
	const expand: Expand = path => {
		const text = interpolated(path, variableOf);
		if (text === undefined || /:\/\/|^git@/.test(text)) {
			unknown.add(path);
			return undefined;
		}
		return text || undefined;
	};
	let level: readonly Reference[] = roots.map(path => ({ path, folder: workingDir || dirname(path) }));
	for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
		const named = await Promise.all(level.map(file => referencesOf(file, read, expand)));
		level = named.flat().filter(({ path }) => !seen.has(path) && seen.add(path));
		level = level.slice(0, maxFiles - found.length);
		found.push(...level.map(({ path }) => path));
	}
	return { paths: found, unknown: [...unknown] };
}

type Expand = (path: string) => string | undefined;

/** `$NAME`, `${NAME}`, and `${NAME:-default}` with the other signs; `$$` is a dollar sign. */
const variable = /\$(?:(\$)|(\w+)|\{(\w+)(?:(:?)([-+?])([^${}]*))?\})/g;

/** Replaces the variables of a text; undefined for a text with another form, as variables in variables. */
function interpolated(text: string, variableOf: Surroundings['variableOf']): string | undefined {
	if (text.replaceAll(variable, '').includes('$')) {
		return undefined;
	}
	return text.replaceAll(
		variable,
		(_, dollar?: string, plain?: string, name = plain ?? '', colon = '', sign = '', word = '') => {
			if (dollar !== undefined) {
				return dollar;
			}
			const value = variableOf(name);
			const isSet = value !== undefined && (colon === '' || value !== '');
			return sign === '+' ? (isSet ? word : '') : isSet ? value : sign === '-' ? word : '';
		},
	);
}

async function referencesOf({ path, folder }: Reference, read: Reader, expand: Expand): Promise<readonly Reference[]> {
	if (folder === undefined) {
		return [];
	}
	const text = (await read(path).catch(() => undefined)) ?? '';
	// Most files name no other one, and need no parser.
	if (text.length > maxLength || !/\b(?:include|extends|env_file)\b/.test(text)) {
		return [];
	}
	/** Absolute paths of one path or several. */
	const pathsIn: PathsIn = (value, base) =>
		listOf(value)
			.flatMap(each => (typeof each === 'string' && !each.includes('\0') ? (expand(each) ?? []) : []))
			.map(each => resolve(base, each));
	return (await documentsOf(text)).flatMap(document => [
		...listOf(document.include).flatMap(entry => includedBy(entry, folder, pathsIn)),
		...Object.values(recordOf(document.services)).flatMap(service => namedBy(recordOf(service), folder, pathsIn)),
	]);
}

type PathsIn = (value: unknown, folder: string) => readonly string[];

/** The documents of a YAML text, as far as it can be read: compose reports the mistakes. */
async function documentsOf(text: string): Promise<readonly Record<string, unknown>[]> {
	const { parseAllDocuments } = await import('yaml');
	try {
		const documents = parseAllDocuments(text, { logLevel: 'silent', merge: true });
		return 'empty' in documents ? [] : documents.map(document => recordOf(document.toJS({ maxAliasCount: 100 })));
	} catch {
		return [];
	}
}

/** `- path`, or `- path: [path, …]` with `project_directory` and `env_file`. */
function includedBy(entry: unknown, folder: string, pathsIn: PathsIn): readonly Reference[] {
	const record = typeof entry === 'string' ? { path: entry } : recordOf(entry);
	const paths = pathsIn(record.path, folder);
	const [first] = paths;
	if (first === undefined) {
		return [];
	}
	const [own = dirname(first)] = pathsIn(record.project_directory, folder);
	const envFiles = record.env_file === undefined ? [resolve(own, '.env')] : pathsIn(record.env_file, folder);
	return [...paths.map(path => ({ path, folder: own })), ...envFiles.map(asEnvFile)];
}

function namedBy(service: Record<string, unknown>, folder: string, pathsIn: PathsIn): readonly Reference[] {
	const extended = pathsIn(recordOf(service.extends).file, folder);
	const envFiles = listOf(service.env_file).flatMap(entry =>
		pathsIn(typeof entry === 'string' ? entry : recordOf(entry).path, folder),
	);
	return [...extended.map(path => ({ path, folder: dirname(path) })), ...envFiles.map(asEnvFile)];
}

const asEnvFile = (path: string): Reference => ({ path, folder: undefined });

const listOf = (value: unknown): readonly unknown[] =>
	Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

const recordOf = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
