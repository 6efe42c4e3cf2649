import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../source/domain/cell-width.js';
import { sgrOf, withoutColour } from '../../source/ui/colours.js';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../source/ui/glyphs.js';
import { createPalette, defaultPalette, themeNames } from '../../source/ui/theme.js';

describe('a look in words', () => {
	it.each([
		['red', '31'],
		['bright-cyan', '96'],
		['gray', '90'],
		['#ff8000', '38;2;255;128;0'],
		['bold cyan', '1;36'],
		[' Bold  White on bright-red ', '1;37;101'],
		['underline on #000001', '4;48;2;0;0;1'],
		['default', ''],
	])('%s is %s', (look, sgr) => {
		expect(sgrOf(look)).toBe(sgr);
	});

	it.each(['', 'crimson', '#12', 'bold on', 'bright-', 'on bold', 'constructor'])('%j means nothing', look => {
		expect(sgrOf(look)).toBeUndefined();
	});

	it('loses its colours, not the numbers of them', () => {
		expect(withoutColour('1;31')).toBe('1');
		expect(withoutColour('38;5;1;4')).toBe('4');
		expect(withoutColour('38;2;1;2;3;7;48;5;9')).toBe('7');
	});
});

describe('a palette', () => {
	it('uses no colour that is unreadable on light or on dark', () => {
		const codes = Object.values(defaultPalette).flatMap(sgr => sgr.split(';'));
		for (const unreadable of ['34', '93', '97', '37', '90']) expect(codes).not.toContain(unreadable);
		// Black only on its own background.
		expect(defaultPalette.match).toBe('30;43');
	});

	it('follows the user, role by role', () => {
		const palette = createPalette({ overrides: { accent: 'bold magenta', bad: 'no such colour' } });
		expect(palette.accent).toBe('1;35');
		expect(palette.bad).toBe(defaultPalette.bad);
		expect(palette.good).toBe(defaultPalette.good);
	});

	it('has no colour when NO_COLOR is set, and nothing at all on a dumb terminal', () => {
		for (const name of themeNames) {
			const overrides = { accent: 'bold red' };
			const colourless = createPalette({ name, overrides, env: { NO_COLOR: '1', TERM: 'xterm' } });
			expect(Object.values(colourless).join(';')).not.toMatch(/\d\d/);
			expect(colourless.accent).toBe('1');
			expect(new Set(Object.values(createPalette({ name, overrides, env: { TERM: 'dumb' } })))).toEqual(new Set(['']));
		}
		expect(createPalette({ env: { NO_COLOR: '' } })).toEqual(defaultPalette);
	});
});

describe('glyphs', () => {
	const characters = (glyphs: Glyphs) =>
		Object.values(glyphs).flatMap(value =>
			typeof value === 'string' ? [value] : typeof value === 'object' ? Object.values(value as object) : [],
		) as string[];

	it('take one cell each, and in ASCII are ASCII', () => {
		for (const glyph of characters(unicodeGlyphs)) expect([glyph, cellWidth(glyph)]).toEqual([glyph, 1]);
		for (const glyph of characters(asciiGlyphs)) expect(glyph).toMatch(/^[\x20-\x7e]$/);
	});
});
