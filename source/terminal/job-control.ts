import { setTimeout as delay } from 'node:timers/promises';
import { canBeResumed } from './process-group.js';

/** A process that was stopped hears of its continuation within this time of running. Milliseconds, and how often it is looked. */
const lookAfter = 20;
const looks = 10;

export type JobControl = ReturnType<typeof createJobControl>;

/**
 * Stopping and continuing this process as a job of a shell. `onStop`: somebody else asks us to stop (`kill -TSTP`); without this
 * handler the terminal would stay as we have it. `onContinue`: we were stopped without being asked (SIGSTOP) and go on.
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
		/** False where it is known beforehand that nobody would resume us. */
		canStop: (): boolean => process.platform !== 'win32' && canBeResumed() !== false,
		/**
		 * Stops the whole process group, as a terminal does with Ctrl-z: a parent such as npm or npx would otherwise go on and hold
		 * the terminal. Resolves to true once continued; to false when the kernel did not stop us, as nobody would resume us.
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
				for (let look = 0; look < looks && !isContinued; look++) {
					await delay(lookAfter);
				}
				// The signal of a window that changed meanwhile went to whoever had the terminal.
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
