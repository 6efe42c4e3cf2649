import { type BuildSteps, emptyBuild, endBuild, foldBuild } from '../../progress/build-fold.js';
import { appendOutput, emptyOutput, type Output } from '../../progress/build-output.js';
import type { UpMessage } from './messages.js';

/** A container, network, volume or image of a running compose command. Times in milliseconds of a monotonic clock. */
export type UpRow = {
	/** `container`, `network`, `volume`, `image`; empty for anything else. */
	readonly noun: string;
	readonly name: string;
	/** Compose's own word: `Starting`, `Healthy`; before its first message the plan's word. Our verbs have their own. */
	readonly status: string;
	readonly state: 'waiting' | 'working' | 'done' | 'warned' | 'failed' | 'skipped';
	readonly startedAt?: number;
	readonly endedAt?: number;
	/** Bytes of the layers of a pull. */
	readonly layers: ReadonlyMap<string, { readonly current: number; readonly total: number }>;
};

/** A compose command, or a verb of ours on a project, after the messages received so far. */
export type UpProgress = {
	readonly rows: readonly UpRow[];
	/** Undefined while nothing is built. */
	readonly build: BuildSteps | undefined;
	readonly warnings: readonly string[];
	/** Lines that belong to no row. */
	readonly output: Output;
};

/** The rows that a plan foresees, before the first message. */
export const plannedUp = (rows: readonly { readonly name: string; readonly status: string }[]): UpProgress => ({
	rows: rows.map(({ name, status }) => ({ noun: 'container', name, status, state: 'waiting', layers: new Map() })),
	build: undefined,
	warnings: [],
	output: emptyOutput,
});

const maxRows = 2000;
const maxWarnings = 50;

/** Adds a message. `now` in milliseconds of a monotonic clock. */
export function foldUp(state: UpProgress, message: UpMessage, now: number): UpProgress {
	switch (message.kind) {
		case 'build':
			return { ...state, build: foldBuild(state.build ?? emptyBuild, message.event, now) };
		case 'warning':
			return state.warnings.includes(message.text) || state.warnings.length >= maxWarnings
				? state
				: { ...state, warnings: [...state.warnings, message.text] };
		case 'line':
		case 'error':
			return { ...state, output: appendOutput(state.output, `${message.text}\n`) };
		case 'step':
			return message.parent === '' ? withStep(state, message, now) : withLayer(state, message, now);
	}
}

type Step = Extract<UpMessage, { kind: 'step' }>;

function withStep(state: UpProgress, { id, status }: Step, now: number): UpProgress {
	const [, noun = '', name = id] = /^(Container|Network|Volume|Image) (.+)$/.exec(id) ?? [];
	const stateOf = stepState(status);
	return patchRow(state, noun.toLowerCase(), name, before => ({
		...before,
		status,
		state: stateOf,
		startedAt: before.startedAt ?? now,
		...(stateOf === 'working' ? { endedAt: undefined } : { endedAt: now }),
	}));
}

/** Sets the row of a thing that a verb of ours works on. `now` in milliseconds of a monotonic clock. */
export const setRow = (state: UpProgress, name: string, to: Pick<UpRow, 'state' | 'status'>, now: number): UpProgress =>
	patchRow(state, 'container', name, before => ({
		...before,
		...to,
		...(to.state !== 'waiting' && { startedAt: before.startedAt ?? now }),
		endedAt: to.state === 'waiting' || to.state === 'working' ? undefined : now,
	}));

/** The layers of a pull belong to the row of their service's image. */
function withLayer(state: UpProgress, { id, parent, current, total }: Step, now: number): UpProgress {
	const name = parent.replace(/^Image /, '');
	const noun = parent.startsWith('Image ') ? 'image' : '';
	return patchRow(state, noun, name, before => ({
		...before,
		startedAt: before.startedAt ?? now,
		layers: total > 0 ? new Map(before.layers).set(id, { current, total }) : before.layers,
	}));
}

function patchRow(state: UpProgress, noun: string, name: string, change: (row: UpRow) => UpRow): UpProgress {
	const index = state.rows.findIndex(row => row.name === name && (row.noun === noun || row.noun === ''));
	if (index === -1) {
		const added = change({ noun, name, status: '', state: 'working', layers: new Map() });
		return state.rows.length >= maxRows ? state : { ...state, rows: [...state.rows, added] };
	}
	return { ...state, rows: state.rows.with(index, change(state.rows[index]!)) };
}

/** Compose's words for work: all end in `ing`, except for two, and `Running` is a state. Source: docker/compose pkg/progress/event.go. */
function stepState(status: string): UpRow['state'] {
	if (/^error\b|failed|interrupted/i.test(status)) {
		return 'failed';
	}
	const isWork = /^(?:\w+ing|Recreate|Restart)\b/.test(status) && status !== 'Running';
	return isWork ? 'working' : 'done';
}

/** Ends the rows that were at work when the command ended. */
export function endUp(state: UpProgress, failed: boolean, now: number): UpProgress {
	const build = state.build && endBuild(state.build, failed, now);
	const rows = state.rows.map(row =>
		row.state === 'working' ? { ...row, state: failed ? ('failed' as const) : ('done' as const), endedAt: now } : row,
	);
	return { ...state, rows, build };
}

/** `4 of 6`, with the row at work: `4 of 6 · db Waiting`. */
export function upSummary({ rows, build }: UpProgress): string {
	const containers = rows.filter(({ noun }) => noun === 'container');
	const all = containers.length > 0 ? containers : rows;
	const done = all.filter(({ state }) => state === 'done').length;
	const current = rows.findLast(({ state }) => state === 'failed') ?? rows.find(({ state }) => state === 'working');
	const count = all.length === 0 ? '' : `${done} of ${all.length}`;
	const working = current ? `${current.name} ${current.status}` : build && done === 0 ? 'build' : '';
	return [count, working].filter(Boolean).join(' · ');
}
