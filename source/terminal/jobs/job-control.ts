import { setTimeout as delay } from 'node:timers/promises';
import { canBeResumed } from './process-group.js';

/** SIGCONT arrives within this many checks after a stopped process runs again. */
const maxChecks = 10;
const checkIntervalMs = 20;

/**
 * Stops and continues this process as a job of a shell. `onStop` is called on a request from outside (`kill -TSTP`): without
 * a handler the process would stop with the terminal in our modes. `onContinue` is called when the process runs again after
 * a stop without a request (SIGSTOP).
 */
export function createJobControl(handlers: { onStop(): void; onContinue(): void }) {
	let isStopping = false;
	const onContinue = () => {
		if (!isStopping) {
			handlers.onContinue();
		}
	};
	return {
		start(): void {
			if (process.platform === 'win32') {
				return;
			}
			process.on('SIGTSTP', handlers.onStop);
			process.on('SIGCONT', onContinue);
		},
		end(): void {
			process.off('SIGTSTP', handlers.onStop);
			process.off('SIGCONT', onContinue);
		},
		/** Returns false if certainly no process would resume us. */
		canStop: (): boolean => process.platform !== 'win32' && canBeResumed() !== false,
		/**
		 * Stops the whole process group, as a terminal does with Ctrl-z: a parent such as npm or npx would otherwise go on and hold
		 * the terminal. Resolves to true once continued, and to false if the kernel did not stop us, as no process would resume us.
		 */
		async stop(): Promise<boolean> {
			let isContinued = false;
			const noteContinued = () => {
				isContinued = true;
			};
			isStopping = true;
			process.on('SIGCONT', noteContinued);
			// Without a handler the signal has its default effect.
			process.off('SIGTSTP', handlers.onStop);
			try {
				process.kill(0, 'SIGTSTP');
				for (let check = 0; check < maxChecks && !isContinued; check++) {
					await delay(checkIntervalMs);
				}
				// If the window has changed meanwhile, the foreground job got the signal instead of us.
				process.emit('SIGWINCH', 'SIGWINCH');
				return isContinued;
			} finally {
				process.on('SIGTSTP', handlers.onStop);
				process.off('SIGCONT', noteContinued);
				isStopping = false;
			}
		},
	};
}
