import { describe, expect, test } from 'vitest';
import { openScope } from '../../../source/runtime/concurrency/scope.js';

describe('a scope', () => {
	test('aborts its signal at its end', () => {
		const scope = openScope();
		expect(scope.signal.aborted).toBe(false);
		scope.end();
		expect(scope.signal.aborted).toBe(true);
	});

	test('ends with the scope around it, also when that has ended before', () => {
		const outer = openScope();
		const inner = openScope(outer.signal);
		outer.end();
		expect(inner.signal.aborted).toBe(true);
		expect(openScope(outer.signal).signal.aborted).toBe(true);
	});

	test('leaves no listener on the signal around it', () => {
		const { signal } = openScope();
		const listeners = new Set<unknown>();
		const around = {
			aborted: signal.aborted,
			addEventListener: (_: string, listener: unknown) => void listeners.add(listener),
			removeEventListener: (_: string, listener: unknown) => void listeners.delete(listener),
		} as AbortSignal;
		const scope = openScope(around);
		expect(listeners.size).toBe(1);
		scope.end();
		expect(listeners.size).toBe(0);
	});
});
