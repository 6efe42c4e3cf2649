import type { TerminalRoom } from '../../source/actions/action.js';
import type { Session } from '../../source/engine/engine.js';
import { waitLimit } from '../helpers/limits/limits.js';
import { endOf } from '../helpers/session-end.js';

/** The terminal of one session, in place of the user's. */
export type Seat = {
	/** Returns all that the session has printed so far. */
	output(): string;
	type(text: string): void;
	/** Resolves when the output contains a text; rejects when the session ends, or at the time limit. */
	until(text: string | RegExp): Promise<void>;
};

export type ScreenDriver = {
	readonly room: Partial<TerminalRoom>;
	/** Sets the actions for the next session; without any, the driver only waits for its end. */
	next(act: (seat: Seat) => Promise<void>): void;
	/** The output of each session. */
	readonly sessions: readonly string[];
};

/** Drives the terminal of sessions: reads their output, types the test's input, and waits for their end. */
export function createScreenDriver(): ScreenDriver {
	const acts: ((seat: Seat) => Promise<void>)[] = [];
	const sessions: string[] = [];
	return {
		sessions,
		next: act => void acts.push(act),
		room: {
			async attach(session) {
				const index = sessions.push('') - 1;
				const seat = sitDown(session, text => {
					sessions[index] += text;
				});
				try {
					await acts.shift()?.(seat);
					await seat.ended;
					return await endOf(session);
				} finally {
					session.close();
				}
			},
		},
	};
}

function sitDown(session: Session, note: (text: string) => void): Seat & { ended: Promise<void> } {
	const waiters = new Set<{ wanted: string | RegExp; resolve: () => void; reject: (error: Error) => void }>();
	let text = '';
	const holds = (wanted: string | RegExp) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
	const decoder = new TextDecoder();
	const read = async () => {
		for await (const { data } of session.output) {
			const part = decoder.decode(data, { stream: true });
			text += part;
			note(part);
			for (const waiter of waiters) {
				if (holds(waiter.wanted)) {
					waiter.resolve();
				}
			}
		}
		for (const waiter of waiters) {
			waiter.reject(new Error(`ended without ${waiter.wanted}: ${text}`));
		}
	};
	return {
		ended: read(),
		output: () => text,
		type: line => session.write(line),
		until: wanted =>
			new Promise<void>((resolve, reject) => {
				if (holds(wanted)) {
					return resolve();
				}
				const end = (settle: () => void) => {
					clearTimeout(timer);
					waiters.delete(waiter);
					settle();
				};
				const timer = setTimeout(() => waiter.reject(new Error(`no ${wanted} in: ${text}`)), waitLimit());
				const waiter = {
					wanted,
					resolve: () => end(resolve),
					reject: (error: Error) => end(() => reject(error)),
				};
				waiters.add(waiter);
			}),
	};
}
