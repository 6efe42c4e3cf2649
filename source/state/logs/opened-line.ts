import { noFolds, openLine } from '../../domain/logs/line-tree.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { ownerOf } from '../../domain/logs/source-names.js';
import type { LineModal } from '../modals/modal.js';
import type { State } from '../state.js';
import { groupAt } from './line-group.js';
import { cursorLine } from './log-cursor.js';
import { levelOf, recordOf } from './log-pretty.js';

/** The full name of the container that wrote a line of the open log; empty when it is no longer known. */
export function writerName({ logs, lists }: State, { source }: LogLine): string {
	const id = source ?? logs.container ?? '';
	return ownerOf(logs.sources, id)?.name ?? lists.containers.byKey.get(id)?.name ?? '';
}

/** The line with the cursor as a dialog shows it, with the lines that belong to it; undefined without a cursor. */
export function openedAtCursor(state: State): Omit<LineModal, 'id'> | undefined {
	const { logs } = state;
	const at = cursorLine(state);
	const group = at && groupAt(logs, at.number);
	if (at === undefined || group === undefined) {
		return undefined;
	}
	const { head, below } = group;
	const container = writerName(state, head);
	const level = head.isNote ? undefined : (levelOf(head) ?? recordOf(head)?.level);
	const opened = openLine(head, below, { container, level });
	return {
		kind: 'line',
		line: at.number,
		log: logs.container ?? '',
		title: container === '' ? 'Log line' : `Log line of ${container}`,
		opened,
		folds: noFolds,
		index: opened.nodes.findIndex(({ kind }) => kind !== 'fact'),
	};
}
