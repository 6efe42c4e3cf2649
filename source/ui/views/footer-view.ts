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

/** A key that applies now, and its label. In a narrow window pinned hints stay, then the first ones. */
export type KeyHint = { readonly key: string; readonly label: string; readonly pinned?: boolean };

/** Beside a message the keys get at least this share of the width. */
const keysShare = 0.45;
/** A warning gets more width: it disappears by itself, and its cause stands at its end. */
const keysShareBesideWarning = 0.1;

/** Shows the last command and its result at the left, and the keys that apply now at the right. */
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
	const left = message(state, width, glyphs);
	const messageWidth = lineWidth(left);
	const level = shownToast(state)?.level;
	const share = level === 'warn' || level === 'bad' ? keysShareBesideWarning : keysShare;
	const keysWidth = Math.max(0, width - Math.min(messageWidth, Math.floor(width * (1 - share))) - 2);
	const right = fitKeys(keys, keysWidth);
	const usedWidth = right.reduce((sum, { line }) => sum + lineWidth(line) + 2, 0);
	const cut = cutLine([span(' '), ...left], Math.max(0, width - usedWidth - 1), glyphs.ellipsis);
	return [fitParts([{ line: cut }, ...right], width, glyphs.ellipsis, 2)];
}

/** Chooses the keys that fit with two cells between them, pinned ones first, and returns them in their order. */
function fitKeys(keys: readonly KeyHint[], width: number): Part[] {
	const lines = new Map(keys.map(hint => [hint, [span(hint.key, 'key'), span(` ${hint.label}`, 'dim')]]));
	const fitting = new Set<KeyHint>();
	let usedWidth = 0;
	for (const pinned of [true, false]) {
		for (const hint of keys) {
			if ((hint.pinned ?? false) !== pinned) {
				continue;
			}
			usedWidth += lineWidth(lines.get(hint) ?? []) + 2;
			if (usedWidth > width) {
				break;
			}
			fitting.add(hint);
		}
	}
	return keys.filter(hint => fitting.has(hint)).map(hint => ({ line: lines.get(hint) ?? [], side: 'right' }));
}

/** Returns the newest toast, unless a command started after it: the footer shows a running command. */
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
	const { command, status, milliseconds, message: detail = '' } = entry;
	const sign = { running: glyphs.ellipsis, done: glyphs.done, failed: glyphs.failed, cancelled: glyphs.separator }[
		status
	];
	const role = { running: 'accent', done: 'good', failed: 'bad', cancelled: 'dim' } as const;
	const time = status === 'done' && milliseconds !== undefined ? [span(`  ${elapsed(milliseconds)}`, 'dim')] : [];
	const result =
		detail === '' ? [] : [span(`  ${takeStart(withShortIds(detail), width)}`, status === 'failed' ? 'bad' : 'dim')];
	return [span(`${sign} `, role[status]), span(takeStart(quote(command), width)), ...time, ...result];
}
