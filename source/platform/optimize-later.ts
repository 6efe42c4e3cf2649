import { isInUse } from './tricks.js';
import { setFlag, v8OfNode20 } from './v8-flags.js';

/**
 * V8 optimizes a function after it has run this many bytes of bytecode; Node 20's default is 67,584. A dashboard runs much of
 * its code seldom: with the default, the optimizer takes a quarter of the CPU of the first minute and saves little. Later
 * versions count calls instead, and have a cheaper compiler before the optimizer.
 */
const interruptBudget = '--interrupt-budget=300000';

/**
 * The optimizer copies called functions into a function up to this many bytes of bytecode; the default is 920. Large copies
 * cost more of the optimizer's time and memory than they save here.
 */
const inlinedBytecode = '--max-inlined-bytecode-size-cumulative=100';

/**
 * Delays V8's optimizer, and lets it do less; call it before all other code. Measured on Node 20.20: a third less CPU while
 * every row changes. Switch: `PLIMSOLL_TRICKS=-optimize-later`.
 */
export function optimizeLater(): void {
	if (isInUse('optimize-later')) {
		setFlag(interruptBudget, v8OfNode20);
		setFlag(inlinedBytecode, v8OfNode20);
	}
}
