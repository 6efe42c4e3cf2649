import { describe, expect, test, vi } from 'vitest';
import { createAppStore } from '../../../source/runtime/store.js';
import { createTaskRunner } from '../../../source/runtime/tasks/task-runner.js';
import { createForegroundWork } from '../../../source/runtime/work/foreground-work.js';
import { eventually } from '../../helpers/eventually.js';
import { state } from '../../helpers/state.js';
import { handClock } from '../hand-clock.js';

const never = () => new Promise<never>(() => {});
const runner = () =>
	createTaskRunner({ store: createAppStore(state()), clock: handClock().clock, foreground: createForegroundWork() });

describe('what an engine is kept open for', () => {
	test('is a call of now, until it ends', async () => {
		const { fetch, afterWork } = runner();
		let answer: (value: string) => void = () => {};
		const asked = fetch(() => new Promise<string>(resolve => (answer = resolve)));
		const closed = vi.fn();
		afterWork(closed);
		await Promise.resolve();
		expect(closed).not.toHaveBeenCalled();
		answer('here');
		await asked;
		await eventually(() => expect(closed).toHaveBeenCalledOnce());
	});

	test('is no call that was aborted, even one that never settles', () => {
		const { fetch, perform, abortCalls, afterWork } = runner();
		void fetch(never);
		void perform({ title: 'Stop web' }, never);
		abortCalls();
		const closed = vi.fn();
		afterWork(closed);
		expect(closed).toHaveBeenCalledOnce();
	});

	test('is no call that is aborted later: the engine was lost, then left', async () => {
		const { fetch, abortCalls, afterWork } = runner();
		void fetch(never);
		const closed = vi.fn();
		afterWork(closed);
		await Promise.resolve();
		expect(closed).not.toHaveBeenCalled();
		abortCalls();
		await eventually(() => expect(closed).toHaveBeenCalledOnce());
	});

	test('is a task, whatever becomes of the calls beside it', async () => {
		const { task, cancel, abortCalls, afterWork } = runner();
		const running = task(
			{ title: 'Push app', command: ['docker', 'push', 'app'] },
			({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
		);
		abortCalls();
		const closed = vi.fn();
		afterWork(closed);
		await Promise.resolve();
		expect(closed).not.toHaveBeenCalled();
		for (let id = 0; id < 10_000; id++) {
			cancel(id);
		}
		expect(await running).toEqual({ status: 'cancelled' });
		await eventually(() => expect(closed).toHaveBeenCalledOnce());
	});
});
