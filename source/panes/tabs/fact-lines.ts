import type { Line, Role } from '../../domain/text/line.js';
import { span } from '../../domain/text/lines.js';
import { wrapText } from '../../domain/text/wrap-text.js';

/** A name and its value; a fact without a value is not shown. */
export type Fact = readonly [name: string, value: string | undefined, role?: Role];

/** Facts of one kind below each other: only the first has the name. */
export const listFacts = (name: string, values: readonly (readonly [text: string, role?: Role])[]): Fact[] =>
	values.map(([text, role], index) => [index === 0 ? name : '', text, role]);

/** Facts one below the other; their wrapped values form a column at `indent + leastName + 2` cells or further right. */
export function factLines(facts: readonly Fact[], width: number, indent = 1, leastName = 0): Line[] {
	const present = facts.filter((fact): fact is readonly [string, string, Role?] => fact[1] !== undefined);
	const nameWidth = Math.max(leastName, ...present.map(([name]) => name.length));
	const margin = indent + nameWidth + 2;
	return present.flatMap(([name, value, role]) =>
		wrapText(value, Math.max(8, width - margin - 1)).map(
			(part, index): Line => [
				span(' '.repeat(indent)),
				span((index === 0 ? name : '').padEnd(nameWidth + 2), 'dim'),
				span(part, role),
			],
		),
	);
}

/** A heading above a block of lines. */
export const heading = (text: string, note = ''): Line => [
	span(` ${text}`, 'strong'),
	...(note === '' ? [] : [span(`  ${note}`, 'dim')]),
];
