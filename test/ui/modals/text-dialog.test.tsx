import { describe, expect, test } from 'vitest';
import type { TextModal } from '../../../source/state/modals/modal.js';
import { asciiGlyphs } from '../../../source/ui/glyphs.js';
import { TextDialog } from '../../../source/ui/modals/text-dialog.js';
import { createPalette } from '../../../source/ui/theme.js';
import { dialogRows, frameOf } from '../../helpers/screen/rendered.js';

const size = { columns: 60, rows: 12 };
const modal: TextModal = {
	kind: 'text',
	id: 1,
	title: 'Héllo',
	lines: Array.from({ length: 20 }, (_, at) => [{ text: `line ${at}`, role: 'bad' as const }]),
	top: 5,
};

describe('a text dialog', () => {
	test('shows a page of the text, and its place with the scroll bar', () => {
		const rows = dialogRows(<TextDialog modal={modal} size={size} />, { size });
		expect(rows).toHaveLength(10);
		expect(rows[0]).toMatch(/^┌ Héllo ─+┐$/);
		expect(rows[1]).toMatch(/^│ line 5 +│$/);
		expect(rows[8]).toMatch(/^│ line 12 +[│┃]$/);
		expect(rows.filter(row => row.endsWith('┃')).length).toBeGreaterThan(0);
		expect(rows[9]).toMatch(/^└─+┘$/);
	});

	test('is as high as a short text', () => {
		const short = { ...modal, lines: modal.lines.slice(0, 2), top: 0 };
		expect(dialogRows(<TextDialog modal={short} size={size} />, { size })).toHaveLength(4);
	});

	test('is ASCII where the terminal shows nothing else', () => {
		const rows = dialogRows(<TextDialog modal={modal} size={size} />, { size, glyphs: asciiGlyphs });
		expect(rows[0]).toMatch(/^\+ H\?llo -+\+$/);
		expect(rows.join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
	});

	test('has the colours of the theme, and none with NO_COLOR', () => {
		const dialog = <TextDialog modal={modal} size={size} />;
		expect(frameOf(dialog, { size })).toContain('\x1b[31mline 5');
		const palette = createPalette({ env: { NO_COLOR: '1' } });
		expect(frameOf(dialog, { size, palette })).not.toMatch(/\x1b\[3[0-7]m/);
	});
});
