import * as v from 'valibot';
import { LineCounter, parseDocument, visit } from 'yaml';
import { presetNames } from '../domain/text/key-preset.js';
import { sanitize, sanitizeDeep } from '../domain/text/sanitize.js';
import { themeNames } from '../domain/text/theme-name.js';
import { defaultSettings, type Settings } from './settings.js';

type Problem = { readonly line: number; readonly column: number; readonly message: string };

const keyList = v.pipe(
	v.union([v.string(), v.array(v.string())], 'a key or a list of keys'),
	v.transform(keys => (typeof keys === 'string' ? [keys] : keys)),
);

const presetWords = `one of ${presetNames.join(', ')}`;
const preset = v.picklist(presetNames, presetWords);
/** `keys: k9s` */
const presetOnly = v.pipe(
	v.picklist(presetNames, `${presetWords}, or keys by the names of actions`),
	v.transform(name => ({ preset: name })),
);

const wholeNumber = (min: number, max: number) =>
	v.optional(
		v.pipe(
			v.number('a number'),
			v.integer('a whole number'),
			v.minValue(min, `at least ${min}`),
			v.maxValue(max, `at most ${max}`),
		),
	);

const schema = v.strictObject({
	theme: v.optional(v.picklist(themeNames, `one of ${themeNames.join(', ')}`)),
	colours: v.optional(v.record(v.string(), v.string('a look such as "bold cyan" or "#ff8800"'))),
	keys: v.optional(
		v.lazy(keys =>
			typeof keys === 'object' && !Array.isArray(keys)
				? v.objectWithRest({ preset: v.optional(preset) }, keyList)
				: presetOnly,
		),
	),
	columns: v.optional(v.record(v.string(), v.array(v.string('the name of a column'), 'a list of columns'))),
	confirm: v.optional(v.picklist(['all', 'destructive', 'none'], 'one of all, destructive, none')),
	logLines: wholeNumber(100, 1_000_000),
	history: wholeNumber(10, 10_000),
	statsInterval: wholeNumber(250, 60_000),
	topInterval: wholeNumber(500, 60_000),
	ascii: v.optional(v.boolean('true or false')),
	mouse: v.optional(v.boolean('true or false')),
	pipe: v.optional(v.picklist(['argv', 'shell'], 'one of argv, shell')),
	grouped: v.optional(v.boolean('true or false')),
	readOnly: v.optional(v.array(v.string('a context name or a host'), 'a list of context names or hosts')),
});

/** Reads YAML. Each wrong setting is left out and reported with its line and column; the other settings apply. */
export function parseSettings(text: string, file = ''): { settings: Settings; problems: readonly Problem[] } {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, schema: 'core', resolveKnownTags: false });
	const place = (offset: number): { line: number; column: number } => {
		const { line, col } = lines.linePos(offset);
		return { line: Math.max(1, line), column: Math.max(1, col) };
	};
	const placeOf = (path: readonly (string | number)[]) => {
		const node =
			path.length > 0 ? (document.getIn(path, true) as { range?: [number, number, number] } | undefined) : undefined;
		return place(node?.range?.[0] ?? 0);
	};
	if (document.errors.length > 0) {
		const problems = document.errors.map(error => ({
			...place(error.pos[0]),
			message: sanitize(error.message.split(/ at line \d+|\n/)[0] ?? 'not YAML').trim(),
		}));
		return { settings: defaultSettings, problems };
	}
	// An alias can refer to itself or to nothing, and then has no value. No setting needs an alias.
	const aliases: Problem[] = [];
	visit(document, {
		Alias: (_, { range, source }) =>
			void aliases.push({ ...place(range?.[0] ?? 0), message: sanitize(`*${source}: aliases are not supported`) }),
	});
	if (aliases.length > 0) {
		return { settings: defaultSettings, problems: aliases };
	}
	let value: unknown = sanitizeDeep(plain(document.toJS({ mapAsMap: true })) ?? {});
	const problems: Problem[] = [];
	if (typeof value !== 'object' || Array.isArray(value)) {
		return {
			settings: defaultSettings,
			problems: [{ line: 1, column: 1, message: 'settings must be `name: value` lines' }],
		};
	}
	for (;;) {
		const result = v.safeParse(schema, value);
		if (result.success) {
			const { keys, columns = {} } = result.output;
			const placesOf = (paths: readonly (readonly (string | number)[])[]) =>
				Object.fromEntries(
					paths.map(path => {
						const { line, column } = placeOf(path);
						return [path.slice(1).join('.'), `${file}:${line}:${column}`] as const;
					}),
				);
			const settings = toSettings(
				result.output,
				placesOf(Object.keys(keysById(keys)).map(id => ['keys', id])),
				placesOf(
					Object.entries(columns).flatMap(([pane, names]) => [
						['columns', pane],
						...names.map((_, index) => ['columns', pane, index]),
					]),
				),
			);
			return { settings, problems: problems.sort(byPlace) };
		}
		const issue = result.issues[0];
		const path = issue.path?.map(item => item.key as string | number) ?? [];
		const message =
			issue.expected === 'never'
				? `unknown setting "${path.join('.')}"`
				: `${path.join('.') || 'the file'}: ${issue.message}`;
		problems.push({ ...placeOf(path), message });
		if (path.length === 0) {
			return { settings: defaultSettings, problems };
		}
		value = without(value, path[0]!);
	}
}

/** Converts YAML maps to objects: a YAML key may have any type, the name of a setting is a string. */
function plain(value: unknown): unknown {
	if (value instanceof Map) {
		return Object.fromEntries(Array.from(value, ([key, item]) => [settingName(key), plain(item)]));
	}
	return Array.isArray(value) ? value.map(plain) : value;
}

const settingName = (key: unknown): string =>
	typeof key === 'object' && key ? JSON.stringify(plain(key)) : String(key ?? '');

const byPlace = (a: Problem, b: Problem) => a.line - b.line || a.column - b.column;

const without = (value: unknown, key: string | number): unknown =>
	Object.fromEntries(Object.entries(value as Record<string, unknown>).filter(([name]) => name !== key));

type Keys = v.InferOutput<typeof schema>['keys'];

/** The keys without the name of the preset beside them. */
function keysById(keys: Keys): Settings['keys'] {
	const { preset: _, ...byId } = keys ?? {};
	return byId;
}

function toSettings(
	file: v.InferOutput<typeof schema>,
	keyPlaces: Settings['keyPlaces'],
	columnPlaces: Settings['columnPlaces'],
): Settings {
	const { theme, colours, keys, columns, readOnly, grouped, ...preferences } = file;
	return {
		theme: theme ?? defaultSettings.theme,
		colours: (colours ?? {}) as Settings['colours'],
		keyPreset: keys?.preset,
		keys: keysById(keys),
		keyPlaces,
		columns: columns ?? {},
		columnPlaces,
		readOnly: readOnly ?? [],
		grouped: grouped ?? defaultSettings.grouped,
		preferences,
	};
}
