import { cellWidth } from '../../../domain/text/cell-width.js';
import { keyTitle } from '../../../domain/text/key-title.js';
import type { Line } from '../../../domain/text/line.js';
import { wrapText } from '../../../domain/text/wrap-text.js';
import { menuItems } from '../../../state/modals/menu.js';
import type { MenuItem, MenuModal } from '../../../state/modals/modal.js';
import { menuViewport, mostAboutRows } from '../../../state/modals/modal-scroll.js';
import type { Glyphs } from '../../glyphs.js';
import { fitLine, fitText, reverseLine, span } from '../text/lines.js';
import { type ModalPart, modalBox, type Size, widest } from './modal-box.js';

const keyOf = (item: MenuItem, typing: boolean): string =>
	item.key === undefined ? '' : typing ? item.key : keyTitle(item.key);

/** A list to choose from: keys at the left, what each does or why it cannot at the right. */
export function menuView(menu: MenuModal, size: Size, glyphs: Glyphs): ModalPart {
	const items = menuItems(menu);
	const typing = menu.query !== undefined;
	const keyWidth = Math.max(0, ...menu.items.map(item => cellWidth(keyOf(item, typing))));
	const labelWidth = Math.max(12, ...menu.items.map(item => cellWidth(item.label)));
	const hintWidth = Math.max(0, ...menu.items.map(item => cellWidth(item.disabled ?? item.hint ?? '')));
	const wish = keyWidth + labelWidth + hintWidth + 10;
	const width = Math.min(
		widest(size),
		Math.max(40, cellWidth(menu.title) + 8, Math.min(Math.max(wish, cellWidth(menu.about ?? '') + 4), 100)),
	);
	const inner = width - 4;
	const about = menu.about === undefined ? [] : wrapText(menu.about, inner, mostAboutRows(menu, size));
	const { top, height, count } = menuViewport(menu, about.length, size);
	const rows = items.slice(top, top + height).map((item, index) => {
		const line = row(item, typing, keyWidth, Math.min(labelWidth, inner - keyWidth - 2), inner, glyphs);
		return top + index === menu.index ? reverseLine(line, inner) : line;
	});
	if (items.length === 0) {
		rows.push([span('nothing matches', 'dim')]);
	}
	const blanks: Line[] = Array.from({ length: Math.max(0, height - rows.length) }, () => []);
	const head: Line[] = about.length > 0 ? [...about.map((text): Line => [span(text)]), []] : [];
	const body = typing ? [[span(`${glyphs.right} `, 'accent')], [], ...rows, ...blanks] : [...head, ...rows];
	const chosen = items[menu.index];
	const note = menu.query?.note;
	const footer: Line = note
		? [span(` ${note} `, 'warn')]
		: chosen?.disabled
			? [span(` ${fitText(chosen.disabled, Math.min(inner - 2, cellWidth(chosen.disabled)))} `, 'warn')]
			: [];
	const drawn = modalBox({
		title: menu.title,
		body,
		width,
		footer,
		size,
		glyphs,
		scroll: { count, offset: top },
	});
	if (!menu.query) {
		return drawn;
	}
	const rect = { x: drawn.rect.x + 4, y: drawn.rect.y + 1, width: inner - 3, height: 1 };
	return { ...drawn, field: { rect, text: menu.query.text, cursor: menu.query.cursor, mask: false } };
}

function row(
	item: MenuItem,
	typing: boolean,
	keyWidth: number,
	labelWidth: number,
	width: number,
	glyphs: Glyphs,
): Line {
	const off = item.disabled !== undefined;
	const hint = item.disabled ?? item.hint ?? '';
	return fitLine(
		[
			span(fitText(keyOf(item, typing), keyWidth, 'right'), off ? 'dim' : 'key'),
			span(keyWidth > 0 ? '  ' : ''),
			span(fitText(item.label, labelWidth), off ? 'dim' : 'text'),
			span(hint === '' ? '' : `  ${hint}`, 'dim'),
		].filter(({ text }) => text !== ''),
		width,
		glyphs.ellipsis,
	);
}
