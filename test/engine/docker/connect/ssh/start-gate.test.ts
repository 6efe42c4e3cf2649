import { expect, test } from 'vitest';
import { StartGate } from '../../../../../source/engine/docker/connect/ssh/start-gate.js';

test('StartGate limits concurrent starts, keeps their order, and counts each leave once', () => {
	const gate = new StartGate(2);
	const started: string[] = [];
	const leaves: (() => void)[] = [];
	for (const name of ['a', 'b', 'c', 'd']) {
		gate.enter(leave => {
			started.push(name);
			leaves.push(leave);
		});
	}
	expect(started).toEqual(['a', 'b']);
	leaves[0]?.();
	leaves[0]?.();
	expect(started).toEqual(['a', 'b', 'c']);
	leaves[1]?.();
	leaves[2]?.();
	leaves[3]?.();
	expect(started).toEqual(['a', 'b', 'c', 'd']);
	gate.enter(() => started.push('e'));
	expect(started.at(-1)).toBe('e');
});
