import { maskText, maskValue } from '../../registry/secrets.js';
import type { Raw } from '../../run/inspect/raw.js';
import type { Line } from '../../text/line.js';
import { span } from '../../text/lines.js';
import type { PlannedProject } from './make-plan.js';
import { placeOfService } from './source-place.js';

/** Mappings whose keys the user named. Only there does a name that looks secret mean a secret value. */
const namedByUser = new Set(['environment', 'labels', 'args', 'options', 'driver_opts', 'annotations']);
const maskedLines = new Set(['command', 'entrypoint', 'test']);

type Place = { readonly mask: string | undefined; readonly depth: number; readonly parent: string };

/**
 * The project as compose reads it, as YAML, with the file and line where each service begins. `mask` stands for what looks
 * secret; undefined shows everything. With `only`, the service of that name is shown alone.
 */
export function configLines(
	{ reading }: Pick<PlannedProject, 'reading'>,
	mask: string | undefined,
	only = '',
): readonly Line[] {
	const { model, sources } = reading;
	const at = (key: string) => {
		const place = placeOfService(sources, key);
		return place === undefined ? '' : `${place.path}:${place.line}`;
	};
	const shown = Object.entries(model.services).filter(([name]) => only === '' || name === only);
	const parts = shown.flatMap(([name, service]): Line[] => [
		[span('  '), span(`${name}:`, 'strong'), ...(at(name) === '' ? [] : [span(`  # ${at(name)}`, 'dim')])],
		...entryLines(service, { mask, depth: 2, parent: '' }),
	]);
	const rest = only === '' ? (['networks', 'volumes', 'secrets', 'configs'] as const) : [];
	return [
		[span('name: ', 'accent'), span(model.name)],
		[span('services:', 'accent')],
		...parts,
		...rest.flatMap((key): Line[] =>
			Object.keys(model[key]).length === 0
				? []
				: [[span(`${key}:`, 'accent')], ...entryLines(model[key], { mask, depth: 1, parent: key })],
		),
	];
}

function entryLines(value: Raw, place: Place): Line[] {
	return Object.entries(value).flatMap(([key, item]) => pairLines(key, item, place));
}

function pairLines(key: string, value: unknown, place: Place): Line[] {
	const head = [span(' '.repeat(place.depth * 2)), span(`${key}:`, 'accent')];
	if (isFilled(value)) {
		return [head, ...valueLines(value, { ...place, depth: place.depth + 1, parent: key })];
	}
	return [[...head, span(` ${scalar(key, value, place)}`)]];
}

const isFilled = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function valueLines(value: object, place: Place): Line[] {
	if (!Array.isArray(value)) {
		return entryLines(value as Raw, place);
	}
	return value.flatMap((item: unknown): Line[] => {
		const dash = span(`${' '.repeat(place.depth * 2)}- `, 'dim');
		if (!isFilled(item)) {
			return [[dash, span(scalar('', item, place))]];
		}
		const [[, ...first] = [], ...rest] = valueLines(item, { ...place, depth: place.depth + 1 });
		return [[dash, ...first], ...rest];
	});
}

function scalar(key: string, value: unknown, { mask, parent }: Place): string {
	if (typeof value !== 'string') {
		return value === null || value === undefined
			? 'null'
			: Array.isArray(value)
				? '[]'
				: typeof value === 'object'
					? '{}'
					: `${value}`;
	}
	return quoted(mask === undefined ? value : secretless(key, value, parent, mask));
}

function secretless(key: string, value: string, parent: string, mask: string): string {
	if (namedByUser.has(parent)) {
		return maskValue(key, value, mask);
	}
	return maskedLines.has(parent) ? maskText(value, mask) : maskValue('', value, mask);
}

/** Quotes a text that YAML would read as something else. */
const quoted = (text: string): string =>
	/^[\w./•][\w ./:@+=,•$-]*$/.test(text) &&
	!/^(?:true|false|null|yes|no|on|off|[\d.]+)$/i.test(text) &&
	!/: |:$/.test(text)
		? text
		: JSON.stringify(text);
