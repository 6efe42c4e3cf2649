import { expect, test } from 'vitest';
import type { Clock } from '../../../source/runtime/clock.js';
import { createAppStore } from '../../../source/runtime/store.js';
import { startTaskClock } from '../../../source/runtime/tasks/task-clock.js';
import { closeModal, pushModal } from '../../../source/state/modals/modals.js';
import { addTask, endTask } from '../../../source/state/tasks/tasks.js';
import { state } from '../../helpers/state.js';

/** A clock that stands until it is told to go on. */
function handClock() {
	let time = 1_000_000;
	let timers: { at: number; callback: () => void }[] = [];
	const clock: Clock = {
		now: () => time,
		wallTime: () => time,
		after(ms, callback) {
			const timer = { at: time + ms, callback };
			timers.push(timer);
			return () => {
				timers = timers.filter(other => other !== timer);
			};
		},
	};
	return {
		clock,
		waiting: () => timers.length,
		pass(ms: number) {
			time += ms;
			const due = timers.filter(timer => timer.at <= time);
			timers = timers.filter(timer => timer.at > time);
			for (const { callback } of due) {
				callback();
			}
		},
	};
}

test('moves the time once a second while running tasks are watched, and rests otherwise', () => {
	const hand = handClock();
	const store = createAppStore({ ...state(), now: 0 });
	const stop = startTaskClock({ store, clock: hand.clock });
	const task = { id: 1, title: 'Build', command: ['docker', 'build', '.'], startedAt: hand.clock.now() };
	store.update(before => addTask(before, task));
	expect([store.getState().now, hand.waiting()]).toEqual([0, 0]);

	store.update(before => pushModal(before, { kind: 'tasks', id: 2, index: 0 }));
	expect([store.getState().now, hand.waiting()]).toEqual([1_000_000, 1]);
	hand.pass(1000);
	hand.pass(1000);
	expect([store.getState().now, hand.waiting()]).toEqual([1_002_000, 1]);

	store.update(before => closeModal(before, 2));
	hand.pass(1000);
	expect([store.getState().now, hand.waiting()]).toEqual([1_002_000, 0]);

	store.update(before => pushModal(before, { kind: 'tasks', id: 3, index: 0 }));
	expect(store.getState().now).toBe(1_003_000);
	store.update(before => endTask(before, 1, { status: 'done', endedAt: hand.clock.now() }));
	hand.pass(1000);
	expect([store.getState().now, hand.waiting()]).toEqual([1_003_000, 0]);
	stop();
});

test('stops with the runtime', () => {
	const hand = handClock();
	const store = createAppStore(state());
	const stop = startTaskClock({ store, clock: hand.clock });
	store.update(before => addTask(before, { id: 1, title: 'Pull', command: ['docker', 'pull', 'a'], startedAt: 0 }));
	store.update(before => pushModal(before, { kind: 'tasks', id: 2, index: 0 }));
	stop();
	expect(hand.waiting()).toBe(0);
	const { now } = store.getState();
	store.update(before => ({ ...before }));
	expect(store.getState().now).toBe(now);
});
