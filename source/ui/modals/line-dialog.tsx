import { canFold, indentOf, isOpen, type LineNode, roomFor } from '../../domain/logs/line-tree.js';
import { cellWidth, truncate } from '../../domain/text/cell-width.js';
import type { Line, Role } from '../../domain/text/line.js';
import { sanitize } from '../../domain/text/sanitize.js';
import {
	lineInnerWidth,
	lineModalWidth,
	type OpenedRow,
	openedRows,
	openedViewport,
	selectedPath,
	selectedRow,
} from '../../state/modals/line-modal.js';
import type { LineModal } from '../../state/modals/modal.js';
import { Lines } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import type { Glyphs } from '../glyphs.js';
import { span } from '../views/text/lines.js';
import { chosenRows, itemAt } from './chosen-rows.js';
import { Dialog, type Size } from './dialog.js';
import { fittingKeys } from './dialog-keys.js';

const roles: Readonly<Record<LineNode['kind'], Role>> = {
	fact: 'text',
	text: 'text',
	raw: 'dim',
	object: 'dim',
	array: 'dim',
	string: 'text',
	number: 'accent',
	literal: 'accent',
};

/** A log line in full, with the selected row on a band and the path of its value in the lower border. */
export function LineDialog({ modal, size }: { readonly modal: LineModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const width = lineModalWidth(size);
	const inner = lineInnerWidth(size);
	const rows = openedRows(modal, size);
	const { top, height, count } = openedViewport(modal, size);
	const labels = labelWidth(modal);
	const shown = rows.slice(top, top + height).map(row => rowLine(modal, row, inner, labels, glyphs));
	const path = selectedPath(modal, size);
	const pathWidth = Math.min(cellWidth(path), Math.floor(width / 3));
	const hints = fittingKeys(keys, pathWidth === 0 ? width : width - pathWidth - 3, glyphs.separator);
	const footer: Line = [
		...(pathWidth === 0
			? []
			: [
					span(` ${truncate(path, pathWidth, { ellipsis: glyphs.ellipsis, from: 'start' })} `, 'accent'),
					span(glyphs.horizontal, 'border-focused'),
				]),
		span(` ${hints} `, 'dim'),
	];
	return (
		<Dialog
			title={modal.title}
			width={width}
			height={shown.length}
			size={size}
			footer={footer}
			scroll={{ count, offset: top }}
		>
			<Lines lines={chosenRows(shown, selectedRow(modal, size) - top, inner, glyphs)} partAt={itemAt(top, count)} />
		</Dialog>
	);
}

/** The names of facts and of outermost values stand in a column of at most this width. */
const maxLabelWidth = 20;

const labelWidth = ({ opened }: LineModal): number =>
	Math.max(
		0,
		...opened.nodes
			.slice(0, 300)
			.map(({ depth, label, count }) =>
				depth === 0 && count === 0 && label.length <= maxLabelWidth ? label.length : 0,
			),
	);

function rowLine({ opened, folds }: LineModal, row: OpenedRow, width: number, labels: number, glyphs: Glyphs): Line {
	const node = opened.nodes[row.node]!;
	if (row.text !== undefined) {
		return [span(' '.repeat(indentOf(node.depth + 1, width) + 2)), span(row.text, roles[node.kind])];
	}
	const { depth, label, kind, count } = node;
	const isFoldable = canFold(node, width);
	const isUnfolded = isFoldable && isOpen(opened, row.node, folds);
	const mark = isFoldable ? (isUnfolded ? glyphs.unfolded : glyphs.folded) : ' ';
	const name = depth === 0 && count === 0 ? label.padEnd(labels) : label;
	const size = kind === 'object' ? ` {${count}}` : kind === 'array' ? ` [${count}]` : '';
	const head: Line = [
		span(`${' '.repeat(indentOf(depth, width))}${mark} `, 'key'),
		span(name, kind === 'fact' ? 'dim' : 'strong'),
		span(size, 'dim'),
	];
	if (isUnfolded) {
		return head;
	}
	// Reads no more of a long value than fits.
	const value = sanitize(node.value.slice(0, roomFor(node, width) + 4));
	return [...head, span(`  ${value}`, roles[kind])];
}

/** The most used keys come first. */
const keys = ['Enter fold', 'y copy', 'n/p next line', 'x fold all', 'Esc close'];
