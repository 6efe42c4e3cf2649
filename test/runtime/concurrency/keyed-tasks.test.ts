import { describe, expect, test } from 'vitest';
import { createForegroundWork } from '../../../source/runtime/concurrency/foreground-work.js';
import { KeyedTasks } from '../../../source/runtime/concurrency/keyed-tasks.js';
import { fakeClock } from '../fake-clock.js';

/** Tasks by key that run until `end`; `notes` has their starts and aborts. A key with a `*` may be repeated. */
function keyed() {
	const time = fakeClock();
	const foreground = createForegroundWork();
	const notes: string[] = [];
	const ends = new Map<string, (error?: Error) => void>();
	let ended = 0;
	const tasks = new KeyedTasks<{ key: string }>({
		clock: time.clock,
		foreground,
		restMs: 100,
		isRepeatable: ({ key }) => key.endsWith('*'),
		run: ({ key }, signal) => {
			notes.push(`start ${key}`);
			signal.addEventListener('abort', () => notes.push(`abort ${key}`));
			return new Promise((resolve, reject) => ends.set(key, error => (error ? reject(error) : resolve())));
		},
		onEnd: () => ended++,
	});
	return {
		time,
		foreground,
		notes,
		tasks,
		want: (...keys: string[]) =>
			tasks.want(
				keys.map(key => ({ key })),
				() => true,
			),
		/** Ends the latest task of a key. */
		async end(key: string, error?: Error) {
			ends.get(key)?.(error);
			await time.settle();
		},
		latestEnd: (key: string) => ends.get(key) as () => void,
		ended: () => ended,
	};
}

describe('keyed tasks', () => {
	test('start at once after a rest', () => {
		const { want, notes, tasks } = keyed();
		want('a', 'b');
		expect(notes).toEqual(['start a', 'start b']);
		expect(tasks.keys).toEqual(['a', 'b']);
	});

	test('are kept while their key is wanted, and aborted when it is not', async () => {
		const { want, notes, tasks, time } = keyed();
		want('a', 'b');
		want('b');
		want('b');
		await time.pass(1000);
		want('b', 'c');
		expect(notes).toEqual(['start a', 'start b', 'abort a', 'start c']);
		expect(tasks.keys).toEqual(['b', 'c']);
	});

	test('start after a delay in a burst, and only those that are still wanted then', async () => {
		const { want, notes, time } = keyed();
		for (const key of ['a', 'b', 'c', 'd']) {
			want(key);
			await time.pass(50);
		}
		expect(notes).toEqual(['start a', 'abort a']);
		await time.pass(50);
		expect(notes).toEqual(['start a', 'abort a', 'start d']);
	});

	test('count as work in the foreground while they are delayed', async () => {
		const { want, foreground, time } = keyed();
		let isIdle = false;
		want('a');
		want('b');
		void foreground.idle().then(() => {
			isIdle = true;
		});
		await time.pass(99);
		expect(isIdle).toBe(false);
		await time.pass(1);
		expect(isIdle).toBe(true);
	});

	test('do not count as work once their delayed start is cancelled', async () => {
		const { want, foreground, time } = keyed();
		want('a');
		want('b');
		want();
		await foreground.idle();
		expect(time.timers).toBe(0);
	});

	test('do not start while they are not due', async () => {
		const { tasks, notes } = keyed();
		tasks.want([{ key: 'a' }], () => false);
		expect(notes).toEqual([]);
		tasks.want([{ key: 'a' }], () => true);
		expect(notes).toEqual(['start a']);
	});

	test('stay ended by themselves until their key was not wanted for once', async () => {
		const { want, notes, end, time, ended } = keyed();
		want('a');
		await end('a');
		await time.pass(1000);
		want('a');
		expect([notes, ended()]).toEqual([['start a'], 0]);
		want();
		want('a');
		expect(notes).toEqual(['start a', 'abort a', 'start a']);
	});

	test('that are repeatable may start again after each end, well or not', async () => {
		const { want, notes, end, time, ended } = keyed();
		want('a*');
		await end('a*', new Error('out of order'));
		expect(ended()).toBe(1);
		await time.pass(1000);
		want('a*');
		await end('a*');
		expect(notes).toEqual(['start a*', 'start a*']);
		expect(ended()).toBe(2);
	});

	test('keep their place when an aborted task of the same key ends late', async () => {
		const { want, notes, tasks, time, latestEnd } = keyed();
		want('a*');
		const endFirst = latestEnd('a*');
		want();
		await time.pass(1000);
		want('a*');
		endFirst();
		await time.settle();
		expect(tasks.keys).toEqual(['a*']);
		expect(notes).toEqual(['start a*', 'abort a*', 'start a*']);
	});

	test('are all aborted at a stop, the delayed ones as well', async () => {
		const { want, notes, tasks, time } = keyed();
		want('a');
		want('a', 'b');
		tasks.stop();
		await time.pass(1000);
		expect(notes).toEqual(['start a', 'abort a']);
		expect([tasks.keys, time.timers]).toEqual([[], 0]);
	});
});
