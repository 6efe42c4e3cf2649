import { afterEach, describe, expect, test, vi } from 'vitest';
import { plainText } from '../../../source/domain/text/lines.js';
import * as wrap from '../../../source/domain/text/wrap-text.js';
import { textLines } from '../../../source/state/detail/text-lines.js';
import { container, detail, longId, now, reading } from '../../helpers/state/builders.js';
import { open, state, withDetails, withReadings } from '../../helpers/state/state.js';

afterEach(() => vi.restoreAllMocks());

describe('the Overview', () => {
	test('makes only the lines of load and time again when a sample arrives', () => {
		const before = open(withDetails(state({ containers: [container('web')] }), detail('web')), 'overview');
		const lines = textLines(withReadings(before, { [longId('web')]: [reading()] }), 80);
		const wrapText = vi.spyOn(wrap, 'wrapText');
		const sampled = { [longId('web')]: [reading(), reading({ at: now + 1000, memory: 2 ** 30 })] };
		const after = textLines(withReadings({ ...before, now: before.now + 1000 }, sampled), 80);
		expect(wrapText.mock.calls.map(([text]) => text)).toEqual([
			expect.stringMatching(/^Running for/),
			expect.stringMatching(/%, no limit$/),
			expect.stringMatching(/^1GiB/),
			expect.stringMatching(/, no limit$/),
			'not checked',
			expect.any(String),
			expect.stringMatching(/ago$/),
			expect.any(String),
		]);
		const changed = after.filter((line, index) => line !== lines[index]).map(plainText);
		expect(changed).toEqual([expect.stringContaining('1GiB')]);
	});
});
