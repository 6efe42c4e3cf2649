import { Box } from 'ink';
import { cellWidth } from '../../domain/text/cell-width.js';
import { wrapMiddle } from '../../domain/text/cut-middle.js';
import { keyTitle } from '../../domain/text/key-title.js';
import type { Line } from '../../domain/text/line.js';
import { menuItems } from '../../state/modals/menu.js';
import type { MenuItem, MenuModal } from '../../state/modals/modal.js';
import { maxAboutRows, menuViewport } from '../../state/modals/modal-scroll.js';
import { modalWidth } from '../../state/modals/modals.js';
import { TextField } from '../components/text-field.js';
import { Lines, Words } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import type { Glyphs } from '../glyphs.js';
import { bandLine, fitLine, fitText, span } from '../views/text/lines.js';
import { itemAt } from './chosen-rows.js';
import { Dialog, type Size } from './dialog.js';

const keyOf = (item: MenuItem, typing: boolean): string =>
	item.key === undefined ? '' : typing ? item.key : keyTitle(item.key);

const labelOf = ({ checked, label }: MenuItem): string =>
	checked === undefined ? label : `${checked ? '[x]' : '[ ]'} ${label}`;

/** A list of items: their keys, their labels, and a hint or the reason why an item is disabled. */
export function MenuDialog({ modal: menu, size }: { readonly modal: MenuModal; readonly size: Size }) {
	const { glyphs } = useDrawing();
	const items = menuItems(menu);
	const { query } = menu;
	const typing = query !== undefined;
	const columns = columnsOf(menu);
	const width = widthOf(menu, columns, size);
	const inner = width - 4;
	const about =
		menu.about === undefined ? [] : wrapMiddle(menu.about, inner, maxAboutRows(menu, size), glyphs.ellipsis);
	const { top, height, count } = menuViewport(menu, about.length, size);
	const rows = items.slice(top, top + height).map((item, index) => {
		const line = row(item, typing, columns, inner, glyphs);
		return top + index === menu.index ? bandLine(line, inner) : line;
	});
	if (items.length === 0) {
		rows.push([span('nothing matches', 'dim')]);
	}
	const head: Line[] = about.length > 0 ? [...about.map((text): Line => [span(text)]), []] : [];
	return (
		<Dialog
			title={menu.title}
			width={width}
			height={typing ? 2 + Math.max(height, rows.length) : head.length + rows.length}
			size={size}
			footer={footerOf(menu, items[menu.index], inner)}
			scroll={{ count, offset: top }}
			hasBackdrop={menu.preview === undefined}
		>
			{query && (
				<Box height={2}>
					<Words line={[span(`${glyphs.right} `, 'accent')]} />
					<TextField edit={query} width={inner - 3} />
				</Box>
			)}
			<Lines lines={[...(typing ? [] : head), ...rows]} partAt={itemAt(top, items.length, typing ? 0 : head.length)} />
		</Dialog>
	);
}

/** Widths in cells of the keys, the labels and the hints. */
type Columns = { readonly key: number; readonly label: number; readonly hint: number };

function columnsOf({ items, query }: MenuModal): Columns {
	const widestText = (textOf: (item: MenuItem) => string, minWidth = 0) =>
		Math.max(minWidth, ...items.map(item => cellWidth(textOf(item))));
	return {
		key: widestText(item => keyOf(item, query !== undefined)),
		label: widestText(labelOf, 12),
		hint: widestText(item => item.disabled ?? item.hint ?? ''),
	};
}

function widthOf({ title, about = '' }: MenuModal, { key, label, hint }: Columns, size: Size): number {
	const preferredWidth = Math.min(Math.max(key + label + hint + 10, cellWidth(about) + 4), 100);
	return Math.min(modalWidth(size), Math.max(40, cellWidth(title) + 8, preferredWidth));
}

/** The reason why the last key or paste was refused, or why the chosen item is disabled. */
function footerOf({ query }: MenuModal, chosen: MenuItem | undefined, inner: number): Line {
	if (query?.note) {
		return [span(` ${query.note} `, 'warn')];
	}
	if (!chosen?.disabled) {
		return [];
	}
	return [span(` ${fitText(chosen.disabled, Math.min(inner - 2, cellWidth(chosen.disabled)))} `, 'warn')];
}

function row(item: MenuItem, typing: boolean, columns: Columns, width: number, glyphs: Glyphs): Line {
	const isDisabled = item.disabled !== undefined;
	const hint = item.disabled ?? item.hint ?? '';
	const labelWidth = Math.min(columns.label, width - columns.key - 2);
	return fitLine(
		[
			span(fitText(keyOf(item, typing), columns.key, 'right'), isDisabled ? 'dim' : 'key'),
			span(columns.key > 0 ? '  ' : ''),
			span(fitText(labelOf(item), labelWidth), isDisabled ? 'dim' : 'text'),
			span(hint === '' ? '' : `  ${hint}`, 'dim'),
		].filter(({ text }) => text !== ''),
		width,
		glyphs.ellipsis,
	);
}
