import {
	canFold,
	indentOf,
	isOpen,
	type LineFolds,
	type OpenedLine,
	pathOf,
	textOfNode,
} from '../../domain/logs/line-tree.js';
import { plainText } from '../../domain/text/lines.js';
import { wrapCells } from '../../domain/text/wrap-text.js';
import { memo } from '../memo.js';
import type { State } from '../state.js';
import { type Viewport, viewport } from '../viewport.js';
import type { LineModal } from './modal.js';
import { modalRows, modalWidth } from './modals.js';

/** A row of an opened line: the head of a node, or with `text` a row of its text. */
export type OpenedRow = { readonly node: number; readonly text?: string };

/** An opened line is no wider than this, in cells. */
const maxWidth = 130;
/** The width of the dialog of an opened line. */
export const lineModalWidth = (size: State['size']): number => Math.min(modalWidth(size), maxWidth);
/** The cells between its borders and blanks. */
export const lineInnerWidth = (size: State['size']): number => lineModalWidth(size) - 4;

const rowsIn = memo((opened: OpenedLine, folds: LineFolds, width: number): readonly OpenedRow[] => {
	const rows: OpenedRow[] = [];
	for (let index = 0; index < opened.nodes.length; ) {
		const node = opened.nodes[index]!;
		rows.push({ node: index });
		const isUnfolded = canFold(node, width) && isOpen(opened, index, folds);
		if (isUnfolded && node.count === 0) {
			const room = width - indentOf(node.depth + 1, width) - 2;
			for (const text of textOfNode(node).split('\n')) {
				for (const row of wrapCells([{ text }], room)) {
					rows.push({ node: index, text: plainText(row) });
				}
			}
		}
		index = isUnfolded || node.count === 0 ? index + 1 : node.end;
	}
	return rows;
});

/** The rows of an opened line on a screen of a size. */
export const openedRows = ({ opened, folds }: LineModal, size: State['size']): readonly OpenedRow[] =>
	rowsIn(opened, folds, lineInnerWidth(size));

/** The viewport over the rows, with the selected one in the middle where there are enough on both sides. */
export function openedViewport(modal: LineModal, size: State['size']): Viewport {
	const { length } = openedRows(modal, size);
	const height = Math.min(modalRows(size), length);
	return viewport(length, height, selectedRow(modal, size) - Math.floor(height / 2));
}

/** The index of the selected row; the nearest one that there is. */
export const selectedRow = (modal: LineModal, size: State['size']): number =>
	Math.min(modal.index, openedRows(modal, size).length - 1);

/** The index of the selected node. */
export const selectedNode = (modal: LineModal, size: State['size']): number =>
	openedRows(modal, size)[selectedRow(modal, size)]?.node ?? 0;

/** The path of the selected node. */
export const selectedPath = (modal: LineModal, size: State['size']): string =>
	pathOf(modal.opened, selectedNode(modal, size));

/** Selects the row of a node. */
function selectNode(modal: LineModal, size: State['size'], node: number): LineModal {
	const index = openedRows(modal, size).findIndex(row => row.node === node);
	return index < 0 ? modal : { ...modal, index };
}

/** Turns the fold of a node, which stays selected. */
function turn(modal: LineModal, size: State['size'], node: number): LineModal {
	const turned = new Set(modal.folds.turned);
	if (!turned.delete(node)) {
		turned.add(node);
	}
	return selectNode({ ...modal, folds: { ...modal.folds, turned } }, size, node);
}

/** Folds or unfolds all nodes. */
function turnAll(modal: LineModal, size: State['size']): LineModal {
	const all = modal.folds.all === 'open' ? 'folded' : 'open';
	const node = selectedNode(modal, size);
	const next: LineModal = { ...modal, folds: { all, turned: new Set() } };
	// The outermost node of the selected one is on screen however all are folded.
	let shown = node;
	while (all === 'folded' && (modal.opened.nodes[shown]?.parent ?? -1) >= 0) {
		shown = modal.opened.nodes[shown]!.parent;
	}
	return selectNode(next, size, shown);
}

/** Applies a key that folds, unfolds or leads to another node; undefined for other keys. */
export function foldKey(modal: LineModal, key: string, size: State['size']): LineModal | undefined {
	const index = selectedNode(modal, size);
	const node = modal.opened.nodes[index];
	if (node === undefined) {
		return undefined;
	}
	const isFoldable = canFold(node, lineInnerWidth(size));
	const isUnfolded = isFoldable && isOpen(modal.opened, index, modal.folds);
	switch (key) {
		case 'enter':
		case 'space':
			return isFoldable ? turn(modal, size, index) : modal;
		case 'left':
		case 'h':
			return isUnfolded ? turn(modal, size, index) : node.parent < 0 ? modal : selectNode(modal, size, node.parent);
		case 'right':
		case 'l':
			return isFoldable && !isUnfolded
				? turn(modal, size, index)
				: isUnfolded
					? { ...modal, index: selectedRow(selectNode(modal, size, index), size) + 1 }
					: modal;
		case 'x':
			return turnAll(modal, size);
	}
	return undefined;
}
