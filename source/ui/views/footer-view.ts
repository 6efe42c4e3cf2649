import { quote } from '../../domain/command.js';
import { withShortIds } from '../../domain/nouns/short-id.js';
import { takeStart } from '../../domain/text/cell-width.js';
import { elapsed } from '../../domain/text/elapsed.js';
import type { Line, Role } from '../../domain/text/line.js';
import type { CommandEntry, State, Toast } from '../../state/state.js';
import { runningTasks } from '../../state/tasks/tasks.js';
import type { Glyphs } from '../glyphs.js';
import { fitParts, type Part } from './text/fit-parts.js';
import { cutLine, lineWidth, span } from './text/lines.js';

/** A key that applies now, as people read it, and its word. The first ones stay longest, a pinned one longer. */
export type KeyHint = { readonly key: string; readonly label: string; readonly pinned?: boolean };

/** The keys get at least this share of the width when there is something to say. */
const keysShare = 0.45;
/** Less beside a passing warning: it goes by itself, and says its cause at its end. */
const keysShareWarned = 0.1;

/** What was done last and how it went, at the left; the keys that apply here, at the right. */
export function footerView(
	state: State,
	width: number,
	height: number,
	glyphs: Glyphs,
	keys: readonly KeyHint[],
): readonly Line[] {
	if (height < 1) {
		return [];
	}
	const said = message(state, width, glyphs);
	const whole = lineWidth(said);
	const level = shownToast(state)?.level;
	const share = level === 'warn' || level === 'bad' ? keysShareWarned : keysShare;
	const room = Math.max(0, width - Math.min(whole, Math.floor(width * (1 - share))) - 2);
	const right = fitKeys(keys, room);
	const taken = right.reduce((sum, { line }) => sum + lineWidth(line) + 2, 0);
	const left = cutLine([span(' '), ...said], Math.max(0, width - taken - 1), glyphs.ellipsis);
	return [fitParts([{ line: left }, ...right], width, glyphs.ellipsis, 2)];
}

/** The keys that fit two cells apart, in their order: the pinned ones, then the first of the others. */
function fitKeys(keys: readonly KeyHint[], width: number): Part[] {
	const lines = new Map(keys.map(hint => [hint, [span(hint.key, 'key'), span(` ${hint.label}`, 'dim')]]));
	const kept = new Set<KeyHint>();
	let used = 0;
	for (const pinned of [true, false]) {
		for (const hint of keys) {
			if ((hint.pinned ?? false) !== pinned) {
				continue;
			}
			used += lineWidth(lines.get(hint) ?? []) + 2;
			if (used > width) {
				break;
			}
			kept.add(hint);
		}
	}
	return keys.filter(hint => kept.has(hint)).map(hint => ({ line: lines.get(hint) ?? [], side: 'right' }));
}

/** The passing message, unless a command has begun since: what was done last shows while it runs. */
function shownToast({ toasts, commands }: State): Toast | undefined {
	const toast = toasts.at(-1);
	const entry = commands.at(-1);
	return toast !== undefined && entry !== undefined && entry.id > toast.id ? undefined : toast;
}

function message(state: State, width: number, glyphs: Glyphs): Line {
	const toast = shownToast(state);
	if (toast !== undefined) {
		return toastLine({ ...toast, text: takeStart(withShortIds(toast.text), width) }, glyphs);
	}
	const entry = state.commands.at(-1);
	const tasks = runningTasks(state).length;
	const count = tasks === 0 ? [] : [span(`${tasks} ${tasks === 1 ? 'task' : 'tasks'} running  `, 'accent')];
	return [...count, ...(entry === undefined ? [] : commandLine(entry, width, glyphs))];
}

const toastRoles: Readonly<Record<Toast['level'], Role>> = { info: 'text', good: 'good', warn: 'warn', bad: 'bad' };

function toastLine({ level, text }: Toast, glyphs: Glyphs): Line {
	const sign = { info: glyphs.separator, good: glyphs.done, warn: '!', bad: glyphs.failed }[level];
	return [span(`${sign} ${text}`, toastRoles[level])];
}

function commandLine(entry: CommandEntry, width: number, glyphs: Glyphs): Line {
	const { command, status, milliseconds, message: words = '' } = entry;
	const sign = { running: glyphs.ellipsis, done: glyphs.done, failed: glyphs.failed, cancelled: glyphs.separator }[
		status
	];
	const role = { running: 'accent', done: 'good', failed: 'bad', cancelled: 'dim' } as const;
	const time = status === 'done' && milliseconds !== undefined ? [span(`  ${elapsed(milliseconds)}`, 'dim')] : [];
	const said =
		words === '' ? [] : [span(`  ${takeStart(withShortIds(words), width)}`, status === 'failed' ? 'bad' : 'dim')];
	return [span(`${sign} `, role[status]), span(takeStart(quote(command), width)), ...time, ...said];
}
