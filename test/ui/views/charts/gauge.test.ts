import { describe, expect, test } from 'vitest';
import { asciiGlyphs } from '../../../../source/ui/glyphs.js';
import { gauge } from '../../../../source/ui/views/charts/gauge.js';
import { lineWidth } from '../../../../source/ui/views/text/lines.js';
import fc from '../../../helpers/fast-check.js';
import { textOf } from '../text.js';

const bar = (...options: Parameters<typeof gauge>) => textOf(gauge(...options));

describe('gauge', () => {
	test('grows by halves of a cell, as a heavy line on a light one', () => {
		expect(bar(0, 4, 'normal')).toBe('────');
		expect(bar(0.5, 4, 'normal')).toBe('━━──');
		expect(bar(1 / 2, 1, 'normal')).toBe('╾');
		expect(bar(0.375, 4, 'normal')).toBe('━╾──');
		expect(bar(1, 4, 'near')).toBe('━━━━');
		expect(bar(7, 4, 'near')).toBe('━━━━');
	});

	test('shows a small value as one step, and an unknown value as empty', () => {
		expect(bar(0.0001, 4, 'normal')).toBe('╾───');
		expect(bar(undefined, 4, 'at')).toBe('────');
	});

	test('marks a value at its limit by shape, not only by colour', () => {
		expect(bar(0.96, 10, 'at')).toBe('━━━━━━━━━!');
		expect(gauge(0.96, 10, 'at').map(({ role }) => role)).toEqual(['bad']);
		expect(gauge(0.9, 10, 'near')[0]!.role).toBe('warn');
	});

	test('fills no cell, so that full bars of neighbouring rows do not touch', () => {
		for (const ratio of [undefined, 0, 0.3, 1]) {
			expect(bar(ratio, 8, 'normal')).not.toMatch(/[\u2580-\u259f]/);
			expect(gauge(ratio, 8, 'at').some(({ reverse }) => reverse)).toBe(false);
		}
	});

	test('marks the place of a limit', () => {
		expect(bar(0.25, 8, 'normal', { limitAt: 0.5 })).toBe('━━──┃───');
		expect(bar(0.25, 8, 'normal', { limitAt: 1 })).toBe('━━─────┃');
		expect(bar(0.25, 8, 'normal', { limitAt: 1.5 })).toBe('━━─────┃');
		expect(bar(0.25, 8, 'normal', { limitAt: 0 })).toBe('┃━──────');
	});

	test('draws in ASCII', () => {
		expect(bar(0.5, 8, 'normal', { glyphs: asciiGlyphs })).toBe('====----');
		expect(bar(0.99, 8, 'at', { glyphs: asciiGlyphs, limitAt: 0.6 })).toBe('====|==!');
	});

	test('has exactly its width', () => {
		fc.assert(
			fc.property(fc.double({ min: -1, max: 3, noNaN: true }), fc.nat(40), fc.boolean(), (ratio, width, ascii) => {
				const options = ascii ? { glyphs: asciiGlyphs, limitAt: ratio / 2 } : {};
				expect(lineWidth(gauge(ratio, width, 'at', options))).toBe(width);
			}),
		);
	});
});
