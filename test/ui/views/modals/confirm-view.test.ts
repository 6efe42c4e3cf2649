import { describe, expect, test } from 'vitest';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { confirmView } from '../../../../source/ui/views/modals/confirm-view.js';
import { text } from '../../../helpers/frame.js';

const shown = (count: number, rows: number) => {
	const names = Array.from({ length: count }, (_, index) => `container-number-${index}`);
	const confirmation = {
		title: `Remove ${count} containers?`,
		body: [...names.slice(0, 8), `… and ${count - 8} more`, 'What was written inside is lost for good.'],
		command: ['docker', 'rm', ...names],
		action: 'Remove',
		severity: 'destroys',
	} as const;
	const modal = { kind: 'confirm', id: 1, confirmation, accept: false } as const;
	return text(confirmView(modal, { columns: 80, rows }, unicodeGlyphs).lines);
};

describe('a question', () => {
	test.each([
		[15, 24],
		[300, 24],
		[300, 40],
		[15, 14],
		[15, 10],
	])('about %i containers on %i rows says what will be lost, and has its answers', (count, rows) => {
		const screen = shown(count, rows);
		expect(screen.trimEnd().split('\n').length).toBeLessThanOrEqual(rows);
		expect(screen).toContain('What was written inside is lost for good.');
		expect(screen).toContain('$ docker rm container-number-0');
		expect(screen).toMatch(/Cancel .* Remove/);
	});
});
