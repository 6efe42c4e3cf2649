import { pathOf, textOfNode } from '../../../domain/logs/line-tree.js';
import type { LogLine } from '../../../domain/logs/log-line.js';
import { parseLogLine } from '../../../domain/logs/parse/parse-line.js';
import { prettyText } from '../../../domain/logs/parse/pretty-line.js';
import { withoutColours } from '../../../domain/text/lines.js';
import { plural } from '../../../domain/text/plural.js';
import { groupAt } from '../../../state/logs/line-group.js';
import { cursorLine } from '../../../state/logs/log-cursor.js';
import type { LogView } from '../../../state/logs/log-view.js';
import { selectedNode } from '../../../state/modals/line-modal.js';
import type { LineModal, MenuItem } from '../../../state/modals/modal.js';
import type { ActionContext } from '../../action.js';
import { copyText } from '../copy-text.js';
import { copyLog } from './copy-log.js';

/** A text that can be copied, with the key that chooses it in the menu. */
type Copyable = { readonly key: string; readonly label: string; readonly text: string };

/** The forms of a line: as it was written, as a sentence, and with the lines that belong to it. */
function formsOf(line: LogLine, below: readonly string[]): readonly Copyable[] {
	const written = withoutColours(line.text);
	const record = line.isNote ? undefined : parseLogLine(line.text);
	const sentence = record && prettyText(record, line.time);
	return [
		{ key: 'l', label: 'Line as written', text: written },
		...(sentence === undefined || sentence === written
			? []
			: [{ key: 's', label: 'Line as a sentence', text: sentence }]),
		...(line.time === '' ? [] : [{ key: 't', label: 'Line with docker’s time', text: `${line.time} ${written}` }]),
		...(below.length === 0
			? []
			: [
					{
						key: 'b',
						label: `Line and the ${plural(below.length, 'line')} below`,
						text: [written, ...below].join('\n'),
					},
				]),
	];
}

const maxHint = 200;

const itemOf = ({ key, label, text }: Copyable): MenuItem => ({
	id: key,
	key,
	label,
	hint: text.slice(0, maxHint).replaceAll('\n', ' '),
});

async function chooseCopy(
	context: ActionContext,
	all: readonly Copyable[],
	more: readonly MenuItem[],
): Promise<string | undefined> {
	const id = await context.ask.menu({ title: 'Copy', items: [...all.map(itemOf), ...more] });
	const chosen = all.find(({ key }) => key === id);
	if (chosen) {
		copyText(context, chosen.text, chosen.label.charAt(0).toLowerCase() + chosen.label.slice(1));
	}
	return id;
}

/** `y` in the log: a form of the line with the cursor, or all shown lines. Without a cursor it copies these at once. */
export async function copyFromLog(context: ActionContext, log: LogView): Promise<void> {
	const at = cursorLine(context.getState());
	if (at === undefined) {
		return copyLog(context, log);
	}
	const below = at.line.continues ? [] : (groupAt(log, at.number)?.below ?? []);
	const forms = formsOf(
		at.line,
		below.map(({ text }) => withoutColours(text)),
	);
	const id = await chooseCopy(context, forms, [{ id: 'a', key: 'a', label: 'All shown lines' }]);
	if (id === 'a') {
		copyLog(context, log);
	}
}

/** `y` in an opened line: the selected value or its path, or a form of the line. */
export async function copyFromLine(context: ActionContext, modal: LineModal): Promise<void> {
	const { opened } = modal;
	const index = selectedNode(modal, context.getState().size);
	const node = opened.nodes[index];
	const isValue = node !== undefined && node.kind !== 'text' && node.kind !== 'raw';
	const path = pathOf(opened, index);
	const value: readonly Copyable[] = isValue
		? [
				{ key: 'v', label: 'Value', text: textOfNode(node) },
				...(path === '' ? [] : [{ key: 'p', label: 'Path', text: path }]),
			]
		: [];
	await chooseCopy(context, [...value, ...formsOf(opened.line, opened.below)], []);
}
