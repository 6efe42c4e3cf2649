import { describe, expect, it } from 'vitest';
import { scanDetach, sizeFollower } from '../../source/terminal/handover.js';
import fc from '../helpers/fast-check.js';

const P = '\x10';
const Q = '\x11';

/** Feeds chunks one by one; what was sent, and whether it was detached. */
function feed(...chunks: string[]) {
	let held = false;
	let sent = '';
	for (const chunk of chunks) {
		const step = scanDetach(Buffer.from(chunk), held);
		sent += step.send.toString();
		if (step.detach) return { sent, detached: true };
		held = step.held;
	}
	return { sent, detached: false, held };
}

describe('the detach keys', () => {
	it('are found in one chunk and across two', () => {
		expect(feed(`ls\r${P}${Q}more`)).toEqual({ sent: 'ls\r', detached: true });
		expect(feed('a', P, Q)).toEqual({ sent: 'a', detached: true });
	});

	it('give back a Ctrl-p that was meant as one', () => {
		expect(feed(P, 'x')).toEqual({ sent: `${P}x`, detached: false, held: false });
		expect(feed(`${P}${P}x`)).toEqual({ sent: `${P}${P}x`, detached: false, held: false });
		expect(feed(P, P, Q)).toEqual({ sent: P, detached: true });
		expect(feed(Q, P)).toEqual({ sent: Q, detached: false, held: true });
	});

	it('lose and add nothing, however the bytes are cut', () => {
		const byte = fc.constantFrom('a', P, 'é', '\r');
		fc.assert(
			fc.property(fc.array(fc.array(byte, { maxLength: 4 })), chunks => {
				const { sent, held } = feed(...chunks.map(chunk => chunk.join('')));
				expect(sent + (held ? P : '')).toBe(chunks.flat().join(''));
			}),
		);
	});
});

describe('the size of the window', () => {
	it('is told one at a time, the last one last', async () => {
		let columns = 80;
		const told: number[] = [];
		const answers: (() => void)[] = [];
		const resize = (size: { columns: number }) => {
			told.push(size.columns);
			return new Promise<void>((resolve, reject) => answers.push(told.length === 1 ? reject : resolve));
		};
		const follow = sizeFollower({ resize }, () => ({ columns, rows: 24 }));
		const answer = async () => {
			answers.shift()?.();
			await new Promise(resolve => setImmediate(resolve));
		};
		follow();
		for (columns of [90, 100, 110]) follow();
		expect(told).toEqual([80]);
		await answer();
		expect(told).toEqual([80, 110]);
		await answer();
		expect(told).toEqual([80, 110]);
		columns = 120;
		follow();
		expect(told).toEqual([80, 110, 120]);
	});
});
