import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Options, ResultPromise } from 'execa';

/** Descriptors that the pipes of a new child take, rounded up. */
const neededDescriptors = 12;

/** A child whose pipes only its starter reads and writes. */
export type PipedChild = ResultPromise<{ stdio: 'pipe'; buffer: false; reject: false }>;

export type Start = Awaited<ReturnType<typeof loadExeca>>['start'];

/** Loads execa, which starts all child processes. It is loaded with the first child, as most starts of plimsoll need none. */
export async function loadExeca() {
	const { execa, execaSync } = await import('execa');
	return {
		/** Starts a child as `execa` does. Throws EMFILE or ENFILE if there are no descriptors left for its pipes. */
		start<ChildOptions extends Options>(program: string, args: readonly string[], options: ChildOptions) {
			requireDescriptors(program);
			return execa(program, args, options);
		},
		startSync: execaSync,
	};
}

/**
 * Without descriptors execa (9.6) fails before it listens for the child's `error` event, and an `error` event without a
 * listener ends this process. Opening descriptors first turns that into an error of the call.
 */
function requireDescriptors(program: string): void {
	const opened: number[] = [];
	try {
		for (let count = 0; count < neededDescriptors; count++) {
			opened.push(openSync(devNull, 'r'));
		}
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw Object.assign(new Error(`spawn ${program} ${code}`), { code });
	} finally {
		for (const descriptor of opened) {
			closeSync(descriptor);
		}
	}
}
