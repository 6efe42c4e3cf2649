import { describe, expect, test, vi } from 'vitest';
import { createForegroundWork } from '../../../source/runtime/concurrency/foreground-work.js';
import { createAppStore } from '../../../source/runtime/store.js';
import { createTaskRunner } from '../../../source/runtime/tasks/task-runner.js';
import { eventually } from '../../helpers/eventually.js';
import { state } from '../../helpers/state/state.js';
import { fakeClock } from '../fake-clock.js';

const never = () => new Promise<never>(() => {});
const runner = () =>
	createTaskRunner({ store: createAppStore(state()), clock: fakeClock().clock, foreground: createForegroundWork() });

describe('the work that keeps an engine open', () => {
	test('includes a running call until it ends', async () => {
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

	test('does not include an aborted call, even one that never settles', () => {
		const { fetch, perform, abortCalls, afterWork } = runner();
		void fetch(never);
		void perform({ title: 'Stop web' }, never);
		abortCalls();
		const closed = vi.fn();
		afterWork(closed);
		expect(closed).toHaveBeenCalledOnce();
	});

	test('no longer includes a call that is aborted later', async () => {
		const { fetch, abortCalls, afterWork } = runner();
		void fetch(never);
		const closed = vi.fn();
		afterWork(closed);
		await Promise.resolve();
		expect(closed).not.toHaveBeenCalled();
		abortCalls();
		await eventually(() => expect(closed).toHaveBeenCalledOnce());
	});

	test('includes a task even after all calls were aborted', async () => {
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
