import type { PlannedProject, Watch } from '../../domain/compose/plan/make-plan.js';
import { type Fate, fateOf, isDelicate, type Plan, type ServicePlan } from '../../domain/compose/plan/plan.js';
import {
	planSummary,
	resourceWords,
	serviceNotes,
	unwatchedWords,
	verdictWords,
} from '../../domain/compose/plan/words.js';
import { cellWidth, fitText } from '../../domain/text/cell-width.js';
import type { Line, Role } from '../../domain/text/line.js';
import { span } from '../../domain/text/lines.js';
import { wrapText } from '../../domain/text/wrap-text.js';

/** The parts of a planned project that its text needs. */
export type ShownPlan = Pick<PlannedProject, 'plan' | 'choices'> & { readonly reading: { readonly watch: Watch } };

/** The lines of a plan; those of a service have its place among the services. */
export type PlanRow = { readonly line: Line; readonly service: number | undefined };

const roles: Readonly<Record<Fate, Role>> = {
	blocked: 'bad',
	recreate: 'warn',
	remove: 'bad',
	create: 'good',
	restart: 'warn',
	start: 'good',
	keep: 'dim',
};

const gap = 2;
/** The dialog shows this many notes of a service; the tab shows all. */
const maxNotes = 8;

/**
 * A plan as text: warnings, then each service with its verdict and the reasons, then networks, volumes, orphans and services
 * whose profile is off. `mask` stands for what looks secret. With `hints` it names the keys of the dialog.
 */
export function planRows(
	{ plan, choices, reading }: ShownPlan,
	width: number,
	mask: string | undefined,
	hints = true,
): readonly PlanRow[] {
	const others = otherRows(plan, hints);
	const names = plan.services.map(({ service }) => service);
	const nameWidth = Math.min(Math.max(4, ...names.map(cellWidth)), Math.floor(width * 0.35));
	const verdicts = plan.services.map(verdictWords);
	const verdictWidth = Math.min(Math.max(8, ...verdicts.map(cellWidth)), Math.floor(width * 0.35));
	const plain = (lines: readonly Line[]): readonly PlanRow[] => lines.map(line => ({ line, service: undefined }));
	const columns = { name: nameWidth, verdict: verdictWidth, width, notes: hints ? maxNotes : Number.POSITIVE_INFINITY };
	return [
		...plain(warningLines(plan, width)),
		...plain(unwatchedLines(reading.watch, width, hints)),
		...plan.services.flatMap((service, index) =>
			serviceLines(service, choices.services, columns, mask).map(line => ({ line, service: index })),
		),
		...plain(others.length > 0 ? [[]] : []),
		...plain(otherLines(others, columns, mask)),
	];
}

/** All lines of a plan, with a summary above them. */
export const planLines = (planned: ShownPlan, width: number, mask: string | undefined): readonly Line[] => [
	[span(` ${planSummary(planned.plan)}`, 'strong')],
	[],
	...planRows(planned, width - 1, mask, false).map(({ line }): Line => [span(' '), ...line]),
];

type Columns = { readonly name: number; readonly verdict: number; readonly width: number; readonly notes: number };

function warningLines({ warnings }: Plan, width: number): readonly Line[] {
	const lines = warnings.flatMap(text => wrapText(text, Math.max(8, width - gap)));
	return lines.length === 0 ? [] : [...lines.map((text): Line => [span(text, 'warn')]), []];
}

function unwatchedLines(watch: Watch, width: number, hints: boolean): readonly Line[] {
	const lines = wrapText(unwatchedWords(watch, hints ? 'r' : 'Ctrl-r'), Math.max(8, width - gap));
	return lines.join('') === '' ? [] : [...lines.map((text): Line => [span(text, 'dim')]), []];
}

function serviceLines(
	plan: ServicePlan,
	chosen: readonly string[],
	columns: Columns,
	mask: string | undefined,
): readonly Line[] {
	const fate = fateOf(plan);
	const isAsked = chosen.length === 0 || chosen.includes(plan.service);
	const role = plan.isSkipped ? 'dim' : isDelicate(plan) ? 'bad' : roles[fate];
	const indent = columns.name + columns.verdict + 2 * gap + 2;
	const notes = atMost(serviceNotes(plan, mask), columns.notes).flatMap(note =>
		wrapText(note, Math.max(12, columns.width - indent)),
	);
	const head: Line = [
		span(chosen.length === 0 ? '' : isAsked ? '+ ' : '  ', 'accent'),
		span(`${fitText(plan.service, columns.name)}${' '.repeat(gap)}`, plan.isSkipped ? 'dim' : 'strong'),
		span(`${fitText(verdictWords(plan), columns.verdict)}${' '.repeat(gap)}`, role),
		span(notes[0] ?? ''),
	];
	const start = (chosen.length === 0 ? 0 : 2) + columns.name + columns.verdict + 2 * gap;
	return [head, ...notes.slice(1).map((note): Line => [span(' '.repeat(start)), span(note)])];
}

/** The first texts, and the number of the others. */
const atMost = (texts: readonly string[], count: number): readonly string[] =>
	texts.length <= count
		? texts
		: [...texts.slice(0, count - 1), `and ${texts.length - count + 1} more: tab Plan shows all`];

type Other = { readonly name: string; readonly words: (mask: string | undefined) => string; readonly role: Role };

function otherRows({ resources, orphans, off }: Plan, hints: boolean): readonly Other[] {
	return [
		...resources.map(
			(resource): Other => ({
				name: `${resource.kind} ${resource.name}`,
				words: mask => resourceWords(resource, mask),
				role: resource.fate === 'create' ? 'good' : resource.fate === 'missing' ? 'bad' : 'warn',
			}),
		),
		...orphans.map(
			({ name, isRemoved }): Other => ({
				name: `orphan ${name}`,
				words: () => (isRemoved ? 'remove' : `stays${hints ? '; o removes it' : ''}`),
				role: isRemoved ? 'bad' : 'warn',
			}),
		),
		...off.map(
			({ service, profiles, running }): Other => ({
				name: `off ${service}`,
				words: () =>
					`${running > 0 ? 'runs and stays, ' : ''}profile ${profiles.join(', ')} is off${hints ? '; P chooses profiles' : ''}`,
				role: 'dim',
			}),
		),
	];
}

/** The words of all stand in one column: that of the notes, unless a name needs more. */
function otherLines(others: readonly Other[], columns: Columns, mask: string | undefined): readonly Line[] {
	const widest = Math.max(columns.name + gap + columns.verdict, ...others.map(({ name }) => cellWidth(name)));
	const width = Math.min(widest, Math.floor(columns.width * 0.6), columns.width - 12);
	return others.flatMap((other): Line[] => {
		const [first = '', ...rest] = wrapText(other.words(mask), Math.max(10, columns.width - width - gap));
		return [
			[span(`${fitText(other.name, width)}${' '.repeat(gap)}`), span(first, other.role)],
			...rest.map((text): Line => [span(' '.repeat(width + gap)), span(text, other.role)]),
		];
	});
}
