import { inject } from 'vitest';
import type { TestEngine } from './provided.js';

type Need = 'registry' | 'dockerCli';
type With<N extends Need> = TestEngine & { [K in N]-?: NonNullable<TestEngine[K]> };

/**
 * The real engine for `describe.skipIf(skip)`. `needs` names what the tests want besides the engine. When `skip` is true
 * every property of `engine` throws: only tests and hooks, which are then not run, may read it.
 * With PLIMSOLL_REQUIRE_ENGINE=1 there is no skip but an error.
 */
export function engineOrSkip<N extends Need = never>(
	...needs: N[]
): { skip: boolean; reason: string; engine: With<N> } {
	const provided = inject('engine');
	const reason = whyNot(provided, needs);
	if (reason === undefined) {
		return { skip: false, reason: '', engine: provided as With<N> };
	}
	if (process.env.PLIMSOLL_REQUIRE_ENGINE === '1') {
		throw new Error(`An engine test would be skipped: ${reason}`);
	}
	return { skip: true, reason, engine: unavailable(reason) as With<N> };
}

function whyNot(provided: TestEngine | { skipped: string }, needs: readonly Need[]): string | undefined {
	if ('skipped' in provided) {
		return provided.skipped;
	}
	const missing = needs.find(need => provided[need] === undefined);
	return missing && `the test engine has no ${missing === 'registry' ? 'registry' : 'docker CLI'}`;
}

function unavailable(reason: string): object {
	return new Proxy(
		{},
		{
			get(_target, property) {
				throw new Error(`No test engine, so no ${String(property)}: ${reason}`);
			},
		},
	);
}
