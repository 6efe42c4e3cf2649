import { describe, expect, test } from 'vitest';
import { createAppStore } from '../../../source/runtime/store.js';
import { startTaskClock } from '../../../source/runtime/tasks/task-clock.js';
import { closeModal, pushModal } from '../../../source/state/modals/modals.js';
import { addTask, endTask } from '../../../source/state/tasks/tasks.js';
import { state } from '../../helpers/state/state.js';
import { fakeClock } from '../fake-clock.js';

describe('the task clock', () => {
	test('updates the time once a second while running tasks are on screen, and not otherwise', async () => {
		const time = fakeClock(1_000_000);
		const store = createAppStore({ ...state(), now: 0 });
		const stop = startTaskClock({ store, clock: time.clock });
		const task = { id: 1, title: 'Build', command: ['docker', 'build', '.'], startedAt: time.clock.now() };
		store.update(before => addTask(before, task));
		expect([store.getState().now, time.timers]).toEqual([0, 0]);

		store.update(before => pushModal(before, { kind: 'tasks', id: 2, index: 0 }));
		expect([store.getState().now, time.timers]).toEqual([1_000_000, 1]);
		await time.pass(1000);
		await time.pass(1000);
		expect([store.getState().now, time.timers]).toEqual([1_002_000, 1]);

		store.update(before => closeModal(before, 2));
		await time.pass(1000);
		expect([store.getState().now, time.timers]).toEqual([1_002_000, 0]);

		store.update(before => pushModal(before, { kind: 'tasks', id: 3, index: 0 }));
		expect(store.getState().now).toBe(1_003_000);
		store.update(before => endTask(before, 1, { status: 'done', endedAt: time.clock.now() }));
		await time.pass(1000);
		expect([store.getState().now, time.timers]).toEqual([1_003_000, 0]);
		stop();
	});

	test('ends with its stop', () => {
		const time = fakeClock();
		const store = createAppStore(state());
		const stop = startTaskClock({ store, clock: time.clock });
		store.update(before => addTask(before, { id: 1, title: 'Pull', command: ['docker', 'pull', 'a'], startedAt: 0 }));
		store.update(before => pushModal(before, { kind: 'tasks', id: 2, index: 0 }));
		stop();
		expect(time.timers).toBe(0);
		const { now } = store.getState();
		store.update(before => ({ ...before }));
		expect(store.getState().now).toBe(now);
	});
});
