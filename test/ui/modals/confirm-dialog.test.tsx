import { describe, expect, test } from 'vitest';
import { ConfirmDialog } from '../../../source/ui/modals/confirm-dialog.js';
import { dialogRows } from '../../helpers/screen/rendered.js';

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
	const size = { columns: 80, rows };
	return dialogRows(<ConfirmDialog modal={modal} size={size} />, { size }).join('\n');
};

describe('a question', () => {
	test.each([
		[15, 24],
		[300, 24],
		[300, 40],
		[15, 14],
		[15, 10],
	])('shows the lost data and the answers for %i containers on %i rows', (count, rows) => {
		const screen = shown(count, rows);
		expect(screen.trimEnd().split('\n').length).toBeLessThanOrEqual(rows);
		expect(screen).toContain('What was written inside is lost for good.');
		expect(screen).toContain('$ docker rm container-number-0');
		expect(screen).toMatch(/Cancel .* Remove/);
	});
});
