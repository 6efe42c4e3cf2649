import type { Line, Rect } from '../../../source/domain/text/line.js';
import { lineWidth, plainText, sliceLine } from '../../../source/domain/text/lines.js';
import { currentLayout } from '../../../source/state/selectors.js';
import type { State } from '../../../source/state/state.js';
import { asciiLines } from '../../../source/ui/ascii.js';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { detailView } from '../../../source/ui/views/detail/detail-view.js';
import { footerView, type KeyHint } from '../../../source/ui/views/footer-view.js';
import { headerView } from '../../../source/ui/views/header/header-view.js';
import { listView } from '../../../source/ui/views/list/list-view.js';

export const keyHints: readonly KeyHint[] = [
	{ key: '?', label: 'help', pinned: true },
	{ key: 'l', label: 'logs' },
	{ key: 'e', label: 'shell' },
	{ key: 's', label: 'stop' },
	{ key: 'r', label: 'restart' },
	{ key: ':', label: 'all' },
];

/** Lines without styles and trailing spaces. */
export const text = (lines: readonly Line[]): string => `${lines.map(line => plainText(line).trimEnd()).join('\n')}\n`;

/** The line cut or filled with spaces to exactly `width` cells. */
export function padLine(line: Line, width: number): Line {
	const cut = sliceLine(line, 0, width);
	return [...cut, { text: ' '.repeat(width - lineWidth(cut)) }];
}

/** The whole screen as text: every view at its place. */
export function screen(state: State, glyphs: Glyphs = unicodeGlyphs): string {
	const layout = currentLayout(state);
	const blank = ' '.repeat(layout.screen.width);
	const rows: string[] = Array.from({ length: layout.screen.height }, () => blank);
	const put = (rect: Rect, drawn: readonly Line[]) => {
		const lines = glyphs === asciiGlyphs ? asciiLines(drawn) : drawn;
		for (let row = 0; row < rect.height; row++) {
			const line = plainText(padLine(lines[row] ?? [], rect.width));
			const y = rect.y + row;
			rows[y] = plainText(
				padLine(
					[{ text: rows[y]!.slice(0, rect.x) + line + rows[y]!.slice(rect.x + rect.width) }],
					layout.screen.width,
				),
			);
		}
	};
	put(layout.header, headerView(state, layout.header.width, 1, glyphs));
	const [first] = layout.panes;
	if (first) {
		const height = layout.panes.reduce((sum, { rect }) => sum + rect.height, 0);
		put({ ...first.rect, height }, listView(state, first.rect.width, height, glyphs));
	}
	if (layout.detail) {
		put(layout.detail, detailView(state, layout.detail.width, layout.detail.height, glyphs));
	}
	put(layout.footer, footerView(state, layout.footer.width, 1, glyphs, keyHints));
	return `${rows.map(row => row.trimEnd()).join('\n')}\n`;
}
