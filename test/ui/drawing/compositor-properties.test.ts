import { describe, expect, test } from 'vitest';
import { createCompositor } from '../../../source/ui/drawing/compositor.js';
import fc from '../../helpers/fast-check.js';
import { alphabet, frameOf, naivePaint, recorder, show } from './frames.js';
import { createTerminal } from './terminal.js';

describe('the screen of a compositor', () => {
	const frame = frameOf(fc.constantFrom(...alphabet));

	test('is the same as after a full paint of the last frame', async () => {
		await fc.assert(
			fc.asyncProperty(frame, frame, frame, async (first, second, third) => {
				const size = { columns: 21, rows: 7 };
				const changed = recorder();
				const compositor = createCompositor(changed, size);
				show(compositor, first);
				show(compositor, second, first);
				show(compositor, third, second);
				const whole = recorder();
				show(createCompositor(whole, size), third);
				const [left, right] = [createTerminal(size.columns, size.rows), createTerminal(size.columns, size.rows)];
				await Promise.all([left.write(changed.text()), right.write(whole.text())]);
				expect(left.cells()).toEqual(right.cells());
				expect(left.scrolled()).toBe(0);
			}),
			{ numRuns: 300 },
		);
	});

	test('shows the uppermost layer in each cell', async () => {
		const narrow = frameOf(fc.constantFrom('a', 'b', ' ', '─', '█').map(part => part.repeat(3)));
		await fc.assert(
			fc.asyncProperty(narrow, narrow, async (first, second) => {
				const size = { columns: 21, rows: 7 };
				const changed = recorder();
				const compositor = createCompositor(changed, size);
				show(compositor, first);
				show(compositor, second, first);
				const [left, right] = [createTerminal(size.columns, size.rows), createTerminal(size.columns, size.rows)];
				await Promise.all([left.write(changed.text()), right.write(naivePaint(second, size.columns, size.rows))]);
				expect(left.cells()).toEqual(right.cells());
			}),
			{ numRuns: 150 },
		);
	});
});
